package portcls.ports.power;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.IPowerNotify;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.ports.FakeMidi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A miniport that is told of power changes. */
class NotifiedMidi extends FakeMidi implements IPowerNotify {
    /** Why the device does not come back; empty = it does. */
    volatile String broken = "";

    /** What each stream does when it is told; null = it is not one that is told. */
    volatile @Nullable Consumer<DevicePowerState> inStream;

    @Override
    public IMiniportMidiStream newStream(int pin, boolean capture, DataFormat format)
            throws IOException {
        IMiniportMidiStream made = super.newStream(pin, capture, format);
        Consumer<DevicePowerState> told = inStream;
        return told == null ? made : new Told(made, told);
    }

    /** A stream that is told of power changes. */
    private record Told(IMiniportMidiStream stream, Consumer<DevicePowerState> told)
            implements IMiniportMidiStream, IPowerNotify {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return stream.write(bytes);
        }

        @Override
        public void setFormat(DataFormat format) throws IOException {
            stream.setFormat(format);
        }

        @Override
        public void setState(KsState state) throws IOException {
            stream.setState(state);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        @Override
        public void powerChangeNotify(DevicePowerState powerState) {
            told.accept(powerState);
        }
    }

    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        calls.add("powerChangeNotify " + powerState);
        if (!broken.isEmpty()) {
            throw new IOException(broken);
        }
    }
}
