package portcls.shell.command;

import portcls.shell.text.Texts;

import java.util.Optional;

/** Options whose value is a number. */
public final class NumberOption {
    private NumberOption() {}

    /**
     * The number that was given for an option, if any.
     *
     * @throws UsageException when it is none, or lies outside of {@code least} … {@code most}
     */
    public static Optional<Double> real(
            Syntax syntax, Arguments arguments, String option, double least, double most)
            throws UsageException {
        Optional<String> written = arguments.option(option);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(written.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw wrong(
                syntax, option, written.get(), "a number", Texts.plain(least), Texts.plain(most));
    }

    /** The whole number that was given for an option, if any; errors as for {@link #real}. */
    public static Optional<Integer> whole(
            Syntax syntax, Arguments arguments, String option, int least, int most)
            throws UsageException {
        Optional<String> written = arguments.option(option);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(written.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw wrong(
                syntax,
                option,
                written.get(),
                "a whole number",
                Integer.toString(least),
                Integer.toString(most));
    }

    private static UsageException wrong(
            Syntax syntax, String option, String written, String what, String least, String most) {
        return new UsageException(
                syntax.name()
                        + ": --"
                        + option
                        + " must be "
                        + what
                        + " in "
                        + least
                        + " … "
                        + most
                        + ": "
                        + option
                        + "="
                        + written);
    }
}
