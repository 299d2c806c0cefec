"""Looks through every file of a browser's profile for words, in UTF-8 and UTF-16, and in what Firefox packs as well: a
word that is packed stands in no file in one piece."""

MOZ_LZ4 = b"mozLz40\0"


def unpack(packed):
    """One LZ4 block: runs of new bytes, each followed by a copy of earlier ones."""
    out, at = bytearray(), len(MOZ_LZ4) + 4

    def length(short, at):
        if short < 15:
            return short, at
        while True:
            short, at = short + packed[at], at + 1
            if packed[at - 1] < 255:
                return short, at

    while at < len(packed):
        token, at = packed[at], at + 1
        fresh, at = length(token >> 4, at)
        out += packed[at:at + fresh]
        at += fresh
        if at >= len(packed):
            break
        back, at = int.from_bytes(packed[at:at + 2], "little"), at + 2
        again, at = length(token & 15, at)
        for _ in range(again + 4):
            out.append(out[-back])
    return bytes(out)


def contents(file):
    try:
        content = file.read_bytes()
        return content + unpack(content) if content.startswith(MOZ_LZ4) else content
    except (OSError, IndexError):
        # Written or taken away at this very moment: the look after the end sees it.
        return b""


def found_in(profile, words, more=None):
    """Where which of the words stands, and how many files were looked through."""
    places = {str(file.relative_to(profile)): contents(file) for file in profile.rglob("*") if file.is_file()}
    places.update(more or {})
    hits = [
        (word, place) for place, content in places.items() for word in words
        if word.encode() in content or word.encode("utf-16-le") in content
    ]
    return hits, len(places)
