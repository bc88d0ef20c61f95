package portcls.itest;

import portcls.api.adapter.Adapter;

import java.util.List;

/**
 * A device without anything.
 *
 * @param id its identity, for which drivers bid most
 */
record TestDevice(String id) implements Adapter {
    /** What all devices of this kind are known as. */
    static final String KIND = "test-device";

    @Override
    public List<String> hardwareIds() {
        return List.of(id, KIND);
    }
}
