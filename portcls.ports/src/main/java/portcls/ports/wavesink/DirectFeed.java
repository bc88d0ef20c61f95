package portcls.ports.wavesink;

import java.lang.foreign.MemorySegment;

/** The device has the synthesizer's format: it renders into the device's own buffer. */
record DirectFeed(Music music) implements Feed {
    @Override
    public void fill(MemorySegment packet, Timing timing) {
        music.render(packet, timing.heard100ns(music.next()));
    }
}
