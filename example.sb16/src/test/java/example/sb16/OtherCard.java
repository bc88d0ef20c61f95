package example.sb16;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.Resource;
import portcls.api.adapter.Subdevice;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The simulated card as an older one was built: waves and UART raise the same interrupt, and there
 * is no FM synthesizer.
 */
final class OtherCard implements Adapter {
    private final Adapter card;
    private final Optional<Subdevice> uart;
    private final OneLine line;

    /**
     * Builds a card.
     *
     * @param hasUart false: it has waves alone
     */
    OtherCard(Adapter card, boolean hasUart) {
        this.card = card;
        Subdevice function =
                card.subdevices().stream()
                        .filter(it -> it.hardwareIds().contains("mpu401"))
                        .findFirst()
                        .orElseThrow();
        line = new OneLine(interrupt(card.resources()), interrupt(function.resources()));
        uart =
                Optional.of(
                                new Subdevice(
                                        function.name(),
                                        function.hardwareIds(),
                                        List.of(function.resources().getFirst(), line)))
                        .filter(_ -> hasUart);
    }

    OneLine line() {
        return line;
    }

    @Override
    public String id() {
        return card.id();
    }

    @Override
    public List<String> hardwareIds() {
        return card.hardwareIds();
    }

    @Override
    public List<Resource> resources() {
        return card.resources().stream()
                .map(it -> it instanceof InterruptLine ? line : (Resource) it)
                .toList();
    }

    @Override
    public List<Subdevice> subdevices() {
        return uart.stream().toList();
    }

    private static InterruptLine interrupt(List<? extends Resource> resources) {
        return resources.stream()
                .filter(InterruptLine.class::isInstance)
                .map(InterruptLine.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Two lines of the simulated card as one. */
    static final class OneLine implements InterruptLine {
        private final InterruptLine first;
        private final InterruptLine second;
        private boolean connected;

        OneLine(InterruptLine first, InterruptLine second) {
            this.first = first;
            this.second = second;
        }

        synchronized boolean isConnected() {
            return connected;
        }

        @Override
        public synchronized void connect(BooleanSupplier handler) {
            if (connected) {
                throw new IllegalStateException("this line has a handler already");
            }
            first.connect(handler);
            second.connect(handler);
            connected = true;
        }

        @Override
        public synchronized void disconnect() {
            first.disconnect();
            second.disconnect();
            connected = false;
        }

        @Override
        public String description() {
            return "IRQ 7";
        }
    }
}
