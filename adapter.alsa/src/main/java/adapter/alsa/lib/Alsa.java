package adapter.alsa.lib;

import static java.lang.System.Logger.Level.INFO;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * libasound, if it is here. Whoever calls it holds this service, so that its messages go to the log
 * as long as anybody does. When the library is missing that is said once, and all else rests.
 */
@Component(service = Alsa.class)
public final class Alsa {
    private static final System.Logger LOG = System.getLogger(Alsa.class.getName());

    /** Why the library is missing; empty when it is here. Found out, and said, once. */
    private static final String MISSING = find();

    private final ErrorLog errors;

    static {
        if (!MISSING.isEmpty()) {
            LOG.log(INFO, "there are no ALSA devices, since {0}", MISSING);
        }
    }

    /** Takes the library's messages, if it is here. */
    @Activate
    public Alsa() {
        errors = MISSING.isEmpty() ? ErrorLog.install() : ErrorLog.NONE;
    }

    /** Lets the library write its messages itself again. */
    @Deactivate
    public void close() {
        errors.close();
    }

    /** Whether the library is here. */
    public boolean isThere() {
        return MISSING.isEmpty();
    }

    private static String find() {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            return "ALSA is a part of Linux: os.name=" + system;
        }
        if (!Call.pointersAreLongs()) {
            return "only 64-bit systems are served: os.arch=" + System.getProperty("os.arch");
        }
        try {
            boolean answers =
                    PcmCalls.STRERROR.l(0) != 0
                            && ParameterCalls.HW_SIZE.l() > 0
                            && CardCalls.CARD_INFO_SIZE.l() > 0;
            return answers ? "" : Call.LIBRARY + " is of a kind that is not known";
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Call.LIBRARY
                    + " cannot be used ("
                    + cause.getMessage()
                    + "); install the package libasound2 (alsa-lib)";
        }
    }
}
