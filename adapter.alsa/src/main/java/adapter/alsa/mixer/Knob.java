package adapter.alsa.mixer;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.MixerCalls.Side;

import java.util.List;

/** How a control is read and set. On the mixer's thread. */
sealed interface Knob {
    /** Its value, as {@link portcls.api.adapter.Mixer#value} has it. */
    int get(MixerHandle mixer, int channel) throws AlsaException;

    /** Sets it. */
    void set(MixerHandle mixer, int channel, int value) throws AlsaException;

    /**
     * A level.
     *
     * @param channels ALSA's numbers of them
     */
    record Level(ElementId element, Side side, List<Integer> channels, Scale scale)
            implements Knob {
        @Override
        public int get(MixerHandle mixer, int channel) throws AlsaException {
            return scale.level(mixer.volume(element, side, channels.get(channel)));
        }

        @Override
        public void set(MixerHandle mixer, int channel, int value) throws AlsaException {
            mixer.setVolume(element, side, channels.get(channel), scale.volume(value));
        }
    }

    /** A switch that lets sound pass when it is on: the other way round than a mute. */
    record Mute(ElementId element, Side side, List<Integer> channels) implements Knob {
        @Override
        public int get(MixerHandle mixer, int channel) throws AlsaException {
            return mixer.isOn(element, side, channels.get(channel)) ? 0 : 1;
        }

        @Override
        public void set(MixerHandle mixer, int channel, int value) throws AlsaException {
            mixer.setOn(element, side, channels.get(channel), value == 0);
        }
    }

    /**
     * A choice of what is recorded.
     *
     * @param channels how many choose for themselves; they choose the same
     */
    record Choices(ElementId element, int channels) implements Knob {
        @Override
        public int get(MixerHandle mixer, int channel) throws AlsaException {
            return mixer.item(element, channel) + 1;
        }

        @Override
        public void set(MixerHandle mixer, int channel, int value) throws AlsaException {
            for (int each = 0; each < channels; each++) {
                mixer.setItem(element, each, value - 1);
            }
        }
    }

    /**
     * Elements of which the card records one at a time.
     *
     * @param inputs in the order of the inputs
     */
    record Selector(List<Input> inputs, Side side) implements Knob {
        /**
         * One of them.
         *
         * @param channels ALSA's numbers of its switches
         */
        record Input(ElementId element, List<Integer> channels) {}

        /** The first one that is on, counted from 1; 1 also when none is. */
        @Override
        public int get(MixerHandle mixer, int channel) throws AlsaException {
            for (int i = 0; i < inputs.size(); i++) {
                Input input = inputs.get(i);
                if (mixer.isOn(input.element(), side, input.channels().getFirst())) {
                    return i + 1;
                }
            }
            return 1;
        }

        /**
         * Switches one on. The card switches the others off, but ALSA would remember them as they
         * were until the card tells.
         */
        @Override
        public void set(MixerHandle mixer, int channel, int value) throws AlsaException {
            Input input = inputs.get(value - 1);
            setOn(mixer, input, true);
            for (Input other : inputs) {
                if (!other.equals(input)) {
                    setOn(mixer, other, false);
                }
            }
        }

        private void setOn(MixerHandle mixer, Input input, boolean on) throws AlsaException {
            for (int each : input.channels()) {
                mixer.setOn(input.element(), side, each, on);
            }
        }
    }
}
