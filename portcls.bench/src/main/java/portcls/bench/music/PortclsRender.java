package portcls.bench.music;

import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.SynthOutput;
import portcls.api.dmus.Synthesizer;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;

/** A synthesizer filter of the house, off-line: client, port, driver. */
final class PortclsRender {
    private static final WaveFormat FORMAT = WaveFormat.pcm(RenderWork.RATE, 16, 2);

    private PortclsRender() {}

    /** Seconds that sending and rendering took; loading is not counted. */
    static double render(Filter synth, RenderWork work) throws IOException {
        try (FilterHandle handle = synth.open();
                Arena arena = Arena.ofShared();
                SynthOutput out = handle.openSynthOutput(FORMAT);
                DirectMusicPin pin = handle.openDirectMusic(handle.firstDirectMusicPin(false))) {
            var _ = Synthesizer.of(pin).download(Files.readAllBytes(work.bank()));
            MemorySegment chunk =
                    arena.allocate((long) RenderWork.CHUNK * RenderWork.FRAME_BYTES, 8);
            out.run();
            pin.run();
            long begin = System.nanoTime();
            for (TimedMessage message : work.messages()) {
                send(pin, message);
            }
            for (long rest = work.frames(); rest > 0; rest -= RenderWork.CHUNK) {
                long frames = Math.min(rest, RenderWork.CHUNK);
                out.render(chunk.asSlice(0, frames * RenderWork.FRAME_BYTES));
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void send(DirectMusicPin pin, TimedMessage message) {
        byte[] bytes = message.message().getMessage();
        long time = message.micros() * ReferenceTime.MICROSECOND;
        int length = message.message().getLength();
        if (MidiMessages.length(bytes[0] & 0xFF) == length) {
            int second = length > 1 ? bytes[1] : 0;
            int third = length > 2 ? bytes[2] : 0;
            pin.send(time, 0, MidiMessages.of(bytes[0], second, third));
        } else {
            pin.send(time, 0, bytes, 0, length);
        }
    }
}
