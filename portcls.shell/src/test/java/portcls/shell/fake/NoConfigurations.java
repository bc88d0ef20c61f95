package portcls.shell.fake;

import portcls.shell.config.ConfigId;
import portcls.shell.config.Configurations;

import java.util.List;
import java.util.Map;

/** Nothing can be set up. */
public final class NoConfigurations implements Configurations {
    @Override
    public List<Definition> definitions() {
        return List.of();
    }

    @Override
    public List<Stored> stored() {
        return List.of();
    }

    @Override
    public void save(ConfigId id, Map<String, Object> properties) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(ConfigId id) {
        return false;
    }
}
