package portcls.ports.bind;

import portcls.api.adapter.Adapter;

import java.util.List;

/** The adapter of a driver that is a device of its own: nothing but an identity. */
record OwnDevice(String id) implements Adapter {
    @Override
    public List<String> hardwareIds() {
        return List.of(id);
    }
}
