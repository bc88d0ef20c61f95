package portcls.ports.device;

import portcls.api.adapter.Adapter;

import java.util.List;

/** A device that has a name and nothing else. */
record FakeAdapter(String id, int maximumSubdevices) implements Adapter {
    @Override
    public List<String> hardwareIds() {
        return List.of("fake");
    }
}
