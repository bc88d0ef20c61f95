package portcls.logind;

import static java.lang.System.Logger.Level.DEBUG;

import portcls.logind.lib.Address;
import portcls.logind.lib.Bus;
import portcls.logind.lib.Message;
import portcls.logind.lib.RefusedException;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The machine as systemd-logind (or elogind) shows it on the system bus. Of one thread. */
final class Logind implements Machine {
    private static final System.Logger LOG = System.getLogger(Logind.class.getName());

    private static final Address BUS =
            new Address("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");
    private static final Address MANAGER =
            new Address(
                    "org.freedesktop.login1",
                    "/org/freedesktop/login1",
                    "org.freedesktop.login1.Manager");
    private static final Address PROPERTIES =
            new Address(MANAGER.service(), MANAGER.path(), "org.freedesktop.DBus.Properties");

    /** Of a machine that waits for ever. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private static final String SLEEP_SIGNAL = "PrepareForSleep";
    private static final String OWNER_SIGNAL = "NameOwnerChanged";

    private final Bus bus;

    /** Who has the name; only what he says counts. Anybody may send us a signal. */
    private String owner;

    private boolean told;

    private Logind(Bus bus, String owner) {
        this.bus = bus;
        this.owner = owner;
    }

    /** Over a connection, which is closed with it, also when this fails. */
    static Logind on(Bus bus) throws IOException {
        try {
            listen(bus, MANAGER, SLEEP_SIGNAL, "");
            listen(bus, BUS, OWNER_SIGNAL, ",arg0='" + MANAGER.service() + "'");
            return new Logind(bus, owner(bus));
        } catch (Throwable e) {
            bus.close();
            throw e;
        }
    }

    private static void listen(Bus bus, Address from, String signal, String more)
            throws IOException {
        String rule =
                String.format(
                        "type='signal',sender='%s',path='%s',interface='%s',member='%s'%s",
                        from.service(), from.path(), from.type(), signal, more);
        bus.call(BUS, "AddMatch", rule).close();
    }

    private static String owner(Bus bus) throws IOException {
        try (Message answer = bus.call(BUS, "GetNameOwner", MANAGER.service())) {
            return answer.text();
        } catch (RefusedException e) {
            return ""; // it has none
        }
    }

    @Override
    public Word await() throws IOException {
        if (!told) {
            told = true;
            return presence();
        }
        while (true) {
            Optional<Message> next = bus.next();
            if (next.isEmpty()) {
                return Word.NOTHING;
            }
            try (Message message = next.get()) {
                Optional<Word> word = word(message);
                if (word.isPresent()) {
                    return word.get();
                }
            } catch (RefusedException e) {
                LOG.log(DEBUG, "a message was left out", e);
            }
        }
    }

    private Optional<Word> word(Message message) throws IOException {
        String sender = message.sender();
        if (message.isSignal(MANAGER.type(), SLEEP_SIGNAL) && sender.equals(owner)) {
            return Optional.of(message.flag() ? Word.SLEEPS : Word.WOKE);
        }
        if (message.isSignal(BUS.type(), OWNER_SIGNAL)
                && sender.equals(BUS.service())
                && message.text().equals(MANAGER.service())) {
            String _ = message.text();
            String newOwner = message.text();
            if (!newOwner.equals(owner)) {
                owner = newOwner;
                return Optional.of(presence());
            }
        }
        return Optional.empty();
    }

    private Word presence() {
        return owner.isEmpty() ? Word.WENT : Word.CAME;
    }

    @Override
    public boolean isAboutToSleep() throws IOException {
        try (Message answer = property("PreparingForSleep")) {
            return answer.value("b").flag();
        }
    }

    @Override
    public Delay delay() throws IOException {
        Message answer =
                bus.call(
                        MANAGER,
                        "Inhibit",
                        "sleep",
                        "portcls",
                        "audio and MIDI devices stop and go on in order",
                        "delay");
        try {
            // The machine waits as long as the descriptor in the answer is open.
            answer.descriptor();
            return answer::close;
        } catch (Throwable e) {
            answer.close();
            throw e;
        }
    }

    @Override
    public Duration longestDelay() throws IOException {
        try (Message answer = property("InhibitDelayMaxUSec")) {
            long micros = answer.value("t").number();
            // It has no sign; all ones are "infinity".
            return micros < 0 ? LONGEST_DELAY : Duration.of(micros, ChronoUnit.MICROS);
        }
    }

    private Message property(String name) throws IOException {
        return bus.call(PROPERTIES, "Get", MANAGER.type(), name);
    }

    @Override
    public void close() {
        bus.close();
    }
}
