# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Twoja opinia

option-prefer-not-to-say = Wolę nie mówić

section-staying = Kontynuować czy przerwać
    .note = Jedni przerywają, inni kontynuują. Jedno i drugie jest w porządku. Ta część może być trudna. Możesz ją pominąć.
question-stage = Co do Ciebie pasuje?
    .option-not-reported = Nie było zgłoszenia z mojej strony
    .option-never-thought = Nigdy nie przyszło mi do głowy przerwać
    .option-carried-on = Przyszło mi to do głowy, ale sprawa szła dalej
    .option-stopped = Przerwanie było moją decyzją
    .option-closed = Inni zamknęli sprawę
    .option-too-early = Jest za wcześnie, żeby powiedzieć
question-hard = Co sprawiało trudność?
    .option-too-long = Trwało to zbyt długo
    .option-going-over = Wracanie do tego od nowa
    .option-too-personal = Było to zbyt osobiste
    .option-life = Inne sprawy w moim życiu
    .option-not-safe = Nie było mi bezpiecznie
    .option-move-on = Trudno było ruszyć dalej
    .option-updates = Nie informowano mnie na bieżąco
    .option-support = Było za mało wsparcia
    .option-other = Coś innego

section-which-service = Która placówka
question-area = Na jakim obszarze była ta placówka?

section-your-words = Własnymi słowami
    .note = Tylko mały, przeszkolony zespół może to czytać. Nikt nie odpisze.
question-change = Co by to ułatwiło?
    .hint = Prosimy nie podawać imion i nazwisk, dat, miejsc ani tego, co się stało. Na przykład: Gdyby ktoś do mnie oddzwonił.
