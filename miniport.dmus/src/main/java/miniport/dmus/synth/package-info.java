/**
 * What all software synthesizers share: streams of time-stamped music, the wave sink, voices,
 * downloads and properties. A {@link miniport.dmus.synth.SynthModel} makes the {@link
 * miniport.dmus.synth.SynthEngine}s that sound.
 *
 * <pre>
 * dispatch thread: SynthStream.putMessage → EventInbox
 * sink thread:     SinkStream.render → SynthStream.render: EventInbox → EventLine → NotePlayer → SynthEngine
 * other threads:   what must not meet the sink thread goes through the pin's Turn
 * </pre>
 */
@org.jspecify.annotations.NullMarked
package miniport.dmus.synth;
