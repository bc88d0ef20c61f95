package portcls.shell.fake;

import portcls.api.adapter.Adapter;

import java.util.List;

/** A device that a driver may serve or not. */
public record FakeAdapter(String id, List<String> hardwareIds) implements Adapter {}
