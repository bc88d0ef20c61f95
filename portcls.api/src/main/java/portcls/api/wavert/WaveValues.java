package portcls.api.wavert;

import portcls.api.ks.KsLayout;
import portcls.api.ks.ValueType;

/** Memory layouts that more than one property set uses. */
final class WaveValues {
    static final ValueType<PresentationPosition> PRESENTATION_POSITION =
            new ValueType<>(
                    "KSAUDIO_PRESENTATION_POSITION",
                    16,
                    v ->
                            KsLayout.little(16)
                                    .putLong(v.positionInBlocks())
                                    .putLong(v.time100ns())
                                    .array(),
                    b -> new PresentationPosition(b.getLong(), b.getLong()));

    static final ValueType<AudioPosition> POSITION =
            new ValueType<>(
                    "KSAUDIO_POSITION",
                    16,
                    v ->
                            KsLayout.little(16)
                                    .putLong(v.playOffset())
                                    .putLong(v.writeOffset())
                                    .array(),
                    b -> {
                        AudioPosition position = new AudioPosition();
                        position.set(b.getLong(), b.getLong());
                        return position;
                    });

    private WaveValues() {}
}
