package portcls.itest;

import portcls.api.client.Buffer;
import portcls.api.client.FilterHandle;
import portcls.api.client.Pin;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FormatIds;
import portcls.api.ks.PinDescriptor;

import java.util.List;

/** The simulated devices that are there by themselves, and how their pins are opened. */
final class Devices {
    /** All filters of the simulated devices, and the synthesizer that needs nothing. */
    static final List<String> FILTERS =
            List.of(
                    "virtual:speaker",
                    "virtual:speaker/mixer",
                    "virtual:mpu401",
                    "virtual:sb16",
                    "virtual:sb16/mixer",
                    "virtual:sb16/uart",
                    "virtual:sb16/fm",
                    "virtual:ac97",
                    "virtual:ac97/mixer",
                    "virtual:opl3",
                    "synth:gervill");

    private Devices() {}

    /** Opens a streaming pin with what it likes best. */
    static Pin openAny(FilterHandle handle, int pinId) {
        PinDescriptor pin = handle.filter().descriptor().pins().get(pinId);
        boolean sound = pin.dataRanges().stream().anyMatch(AudioDataRange.class::isInstance);
        boolean render = pin.dataFlow() == DataFlow.IN;
        if (sound
                && handle.filter().descriptor().categories().stream()
                        .anyMatch(it -> it.name().equals("SYNTHESIZER"))) {
            return handle.openSynthOutput(handle.preferredFormat(pinId));
        }
        if (sound) {
            return handle.openWave(pinId, handle.preferredFormat(pinId), Buffer.ofMillis(40));
        }
        boolean stamped =
                pin.dataRanges().stream()
                        .allMatch(it -> it.subFormat().equals(FormatIds.SUBTYPE_DIRECTMUSIC));
        if (render) {
            return stamped ? handle.openDirectMusic(pinId) : handle.openMidi(pinId);
        }
        return stamped ? handle.openDirectMusicCapture(pinId) : handle.openMidiCapture(pinId);
    }
}
