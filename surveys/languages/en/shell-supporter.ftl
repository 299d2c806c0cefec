# What parents, carers, family and friends read instead of the words for adults. All other words are those of shell.ftl.

landing-for = For parents, carers, family and friends. Tell us about the help you had yourself. It takes about { $minutes } minutes.
landing-asks = Please do not tell the other person's story. We never ask what happened, or your name or address. We keep nothing about your device.
