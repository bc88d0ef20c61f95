package adapter.alsa.mixer;

import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;

import java.util.Map;

/** What the elements of a mixer become: its lines and controls, and how each is set. */
record Plan(MixerLayout layout, Map<MixerControl, Knob> knobs) {
    Plan {
        knobs = Map.copyOf(knobs);
    }
}
