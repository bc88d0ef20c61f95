package miniport.fmsynth;

/** A General MIDI synthesizer on an OPL3: messages in, registers out. One thread at a time. */
final class Synthesizer implements MidiReader.Sink {
    private static final int CHANNELS = 16;
    private static final int PERCUSSION = 9;

    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;
    private static final int CONTROL_CHANGE = 0xB0;
    private static final int PROGRAM_CHANGE = 0xC0;
    private static final int PITCH_BEND = 0xE0;

    private static final int MODULATION = 1;
    private static final int DATA_HIGH = 6;
    private static final int VOLUME = 7;
    private static final int PAN = 10;
    private static final int EXPRESSION = 11;
    private static final int DATA_LOW = 38;
    private static final int PEDAL = 64;
    private static final int OTHER_PARAMETER_LOW = 98;
    private static final int OTHER_PARAMETER_HIGH = 99;
    private static final int PARAMETER_LOW = 100;
    private static final int PARAMETER_HIGH = 101;
    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int ALL_NOTES_OFF = 123;

    private static final int PEDAL_DOWN = 64;

    private final PatchTable patches = new PatchTable();
    private final MidiChannel[] channels = new MidiChannel[CHANNELS];
    private final Voices voices;

    Synthesizer(Opl3Registers chip) {
        for (int i = 0; i < CHANNELS; i++) {
            channels[i] = new MidiChannel();
        }
        voices = new Voices(chip);
    }

    @Override
    public void message(int status, int data1, int data2) {
        int number = status & 0x0F;
        MidiChannel channel = channels[number];
        switch (status & 0xF0) {
            case NOTE_OFF -> voices.release(channel, data1);
            case NOTE_ON -> {
                if (data2 == 0) {
                    voices.release(channel, data1);
                } else {
                    noteOn(number, data1, data2);
                }
            }
            case CONTROL_CHANGE -> control(channel, data1, data2);
            case PROGRAM_CHANGE -> channel.program = data1;
            case PITCH_BEND -> {
                channel.bend(data2 << 7 | data1);
                voices.updatePitch(channel);
            }
            default -> {} // pressure, which General MIDI leaves open
        }
    }

    @Override
    public void systemExclusive(byte[] data, int length) {
        boolean generalMidi =
                length == 4 && data[0] == 0x7E && data[2] == 0x09 && data[3] >= 1 && data[3] <= 3;
        if (generalMidi) {
            reset();
        }
    }

    @Override
    public void reset() {
        silence();
        for (MidiChannel channel : channels) {
            channel.powerOn();
        }
    }

    /** Ends all sound. */
    void silence() {
        voices.silence(null);
    }

    /** The attenuation of everything, in steps of 0.75 dB. */
    void attenuation(int steps) {
        voices.master(steps);
    }

    private void noteOn(int number, int key, int velocity) {
        MidiChannel channel = channels[number];
        if (number == PERCUSSION) {
            Patch drum = patches.drum(key);
            if (drum != null) {
                voices.press(channel, key, velocity, drum, drum.note());
            }
        } else {
            Patch patch = patches.program(channel.program);
            voices.press(channel, key, velocity, patch, key + patch.note());
        }
    }

    private void control(MidiChannel channel, int controller, int value) {
        switch (controller) {
            case MODULATION -> {
                channel.modulation = value;
                voices.updateVibrato(channel);
            }
            case VOLUME -> {
                channel.volume = value;
                voices.updateLevel(channel);
            }
            case EXPRESSION -> {
                channel.expression = value;
                voices.updateLevel(channel);
            }
            case PAN -> {
                channel.pan = value;
                voices.updateSides(channel);
            }
            case PEDAL -> {
                channel.pedal = value >= PEDAL_DOWN;
                if (!channel.pedal) {
                    voices.releaseHeld(channel);
                }
            }
            case PARAMETER_HIGH -> channel.parameterHigh(value);
            case PARAMETER_LOW -> channel.parameterLow(value);
            case OTHER_PARAMETER_LOW, OTHER_PARAMETER_HIGH -> channel.otherParameter();
            case DATA_HIGH -> {
                channel.dataHigh(value);
                voices.updatePitch(channel);
            }
            case DATA_LOW -> {
                channel.dataLow(value);
                voices.updatePitch(channel);
            }
            case ALL_SOUND_OFF -> voices.silence(channel);
            case RESET_CONTROLLERS -> resetControllers(channel);
            default -> {
                if (controller >= ALL_NOTES_OFF) { // mode messages mean the same
                    voices.releaseAll(channel);
                }
            }
        }
    }

    private void resetControllers(MidiChannel channel) {
        channel.resetControllers();
        voices.releaseHeld(channel);
        voices.updateLevel(channel);
        voices.updateVibrato(channel);
        voices.updatePitch(channel);
    }
}
