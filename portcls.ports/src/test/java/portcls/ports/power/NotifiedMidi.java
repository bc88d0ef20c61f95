package portcls.ports.power;

import portcls.api.DevicePowerState;
import portcls.api.IPowerNotify;
import portcls.ports.FakeMidi;

import java.io.IOException;

/** A miniport that is told of power changes. */
class NotifiedMidi extends FakeMidi implements IPowerNotify {
    /** Why the device does not come back; empty = it does. */
    volatile String broken = "";

    @Override
    public void powerChangeNotify(DevicePowerState powerState) throws IOException {
        calls.add("powerChangeNotify " + powerState);
        if (!broken.isEmpty()) {
            throw new IOException(broken);
        }
    }
}
