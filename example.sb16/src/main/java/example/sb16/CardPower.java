package example.sb16;

import org.jspecify.annotations.Nullable;

import portcls.api.DevicePowerState;
import portcls.api.power.IAdapterPowerManagement;
import portcls.sb16.Ct1745;
import portcls.sb16.Ct1745Volume;

/**
 * What is done when the card goes to sleep and when it comes back ({@code
 * adapter-power-management}): it is muted first, so that the loss of power is no click, and its
 * mixer gets back what it forgot. Wave, UART and FM synthesizer mind themselves: their miniports
 * are told by their ports.
 */
final class CardPower implements IAdapterPowerManagement {
    /** The first register that has to be kept: the master volume. */
    private static final int FIRST = Ct1745Volume.MASTER.register();

    /** The last one, and one more: behind the bass of the right channel. */
    private static final int END = Ct1745.BASS + 2;

    private final Ct1745 mixer;
    private int @Nullable [] kept;

    CardPower(Ct1745 mixer) {
        this.mixer = mixer;
    }

    @Override
    public synchronized void powerChangeState(DevicePowerState newState) {
        if (newState == DevicePowerState.D0) {
            wake();
        } else {
            sleep();
        }
    }

    private void sleep() {
        if (kept != null) {
            return; // deeper than before
        }
        int[] values = new int[END - FIRST];
        for (int register = FIRST; register < END; register++) {
            values[register - FIRST] = mixer.read(register);
        }
        kept = values;
        for (Ct1745Volume volume : Ct1745Volume.values()) {
            for (int channel = 0; channel < volume.channels(); channel++) {
                mixer.write(volume.register() + channel, 0);
            }
        }
    }

    private void wake() {
        int[] values = kept;
        kept = null;
        if (values == null) {
            return; // it was awake
        }
        for (int register = FIRST; register < END; register++) {
            mixer.write(register, values[register - FIRST]);
        }
    }
}
