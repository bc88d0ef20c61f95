package adapter.jack;

import adapter.jack.lib.JackClient;

import portcls.api.DeviceProperty;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.adapter.WaveEngine;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A device that is there as long as its server is. */
final class JackDevice implements Adapter {
    private final String id;
    private final String name;
    private final List<String> hardwareIds;
    private final Resource resource;
    private final JackClient client;

    /**
     * Makes one.
     *
     * @param hardwareIds what drivers look for, beside the id
     * @param resource its only resource
     * @param client ours on the server
     */
    JackDevice(
            String id,
            String name,
            List<String> hardwareIds,
            Resource resource,
            JackClient client) {
        this.id = id;
        this.name = name;
        this.hardwareIds = Stream.concat(Stream.of(id), hardwareIds.stream()).toList();
        this.resource = resource;
        this.client = client;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> hardwareIds() {
        return hardwareIds;
    }

    @Override
    public List<Resource> resources() {
        return List.of(resource);
    }

    @Override
    public String withoutMixer() {
        return resource instanceof WaveEngine
                ? "JACK has no mixer; change the volume in the program that plays or records, or"
                        + " at the sound card"
                : "";
    }

    @Override
    public Map<DeviceProperty, String> properties() {
        return Map.of(
                DeviceProperty.FRIENDLY_NAME,
                name,
                DeviceProperty.ENUMERATOR_NAME,
                "jack",
                DeviceProperty.LOCATION_INFORMATION,
                "JACK server " + client.server());
    }

    @Override
    public boolean isGone() {
        return client.isOver();
    }

    @Override
    public String toString() {
        return id;
    }
}
