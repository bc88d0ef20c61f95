package portcls.ports.pnp;

import portcls.api.adapter.Adapter;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.pnp.RebalanceType;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A device that can be stopped for other resources, and writes down how it is. */
final class MovableDevice implements Adapter, IAdapterPnpManagement {
    static final String ID = "test:wave";

    private final List<String> calls;
    volatile RebalanceType type = RebalanceType.REMOVE_SUBDEVICES;

    /** Sees each call by its name. */
    volatile Consumer<String> inCall = name -> {};

    MovableDevice(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<String> hardwareIds() {
        return List.of(ID);
    }

    @Override
    public <T> Optional<T> adapt(Class<T> wanted) {
        return wanted.isInstance(this) ? Optional.of(wanted.cast(this)) : Optional.empty();
    }

    @Override
    public RebalanceType getSupportedRebalanceType() {
        called("getSupportedRebalanceType");
        return type;
    }

    @Override
    public void pnpQueryStop() {
        called("pnpQueryStop");
    }

    @Override
    public void pnpCancelStop() {
        called("pnpCancelStop");
    }

    @Override
    public void pnpStop() {
        called("adapter pnpStop");
    }

    private void called(String name) {
        calls.add(name);
        inCall.accept(name);
    }
}
