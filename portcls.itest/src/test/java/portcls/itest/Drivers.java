package portcls.itest;

import portcls.api.IResourceList;
import portcls.api.adapter.Adapter;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.midi.IMiniportMidi;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Miniports, good and bad. Each is packed into a bundle of its own, see {@link DriverBundle}. */
public final class Drivers {
    /** System property that lets {@link HangingWrite} come back. */
    public static final String RELEASE = "portcls.itest.release";

    private Drivers() {}

    /** Works. */
    public static class Good implements IMiniportMidi {
        @Override
        public void init(Adapter adapter, IResourceList resources, IPortMidi port)
                throws IOException {}

        @Override
        public FilterDescriptor getDescription() {
            return FilterDescriptor.midiRender("test device");
        }

        @Override
        public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format)
                throws IOException {
            return (IMiniportMidiStream.Render)
                    bytes -> {
                        int count = bytes.remaining();
                        bytes.position(bytes.limit());
                        return count;
                    };
        }
    }

    /** Cannot open the device the first time. */
    public static final class FailingInit extends Good {
        private static final AtomicInteger TRIALS = new AtomicInteger();

        @Override
        public void init(Adapter adapter, IResourceList resources, IPortMidi port)
                throws IOException {
            if (TRIALS.incrementAndGet() == 1) {
                throw new IOException("the cable is not plugged in");
            }
        }
    }

    /** Waits in init for what never comes. */
    public static final class HangingInit extends Good {
        @Override
        public void init(Adapter adapter, IResourceList resources, IPortMidi port)
                throws IOException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted in init", e);
            }
        }
    }

    /** Makes no stream. */
    public static final class FailingStream extends Good {
        @Override
        public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format)
                throws IOException {
            throw new IOException("the buffer memory is used up");
        }
    }

    /** Has a mistake where it makes a stream. */
    public static final class BrokenStream extends Good {
        @Override
        public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
            throw new IllegalStateException("a mistake in newStream");
        }
    }

    /** Has a mistake where it writes. */
    public static final class BrokenWrite extends Good {
        @Override
        public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
            return (IMiniportMidiStream.Render)
                    bytes -> {
                        throw new IllegalStateException("a mistake in write");
                    };
        }
    }

    /** Does not come back from a write, whoever interrupts it, until it is released. */
    public static final class HangingWrite extends Good {
        @Override
        public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format) {
            return (IMiniportMidiStream.Render)
                    bytes -> {
                        while (System.getProperty(RELEASE) == null) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return bytes.remaining();
                    };
        }
    }
}
