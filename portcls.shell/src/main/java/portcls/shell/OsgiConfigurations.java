package portcls.shell;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

import portcls.shell.command.CommandException;
import portcls.shell.config.ConfigId;
import portcls.shell.config.Configurations;
import portcls.shell.config.Setting;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Configurations through Configuration Admin and Metatype. Any thread. */
final class OsgiConfigurations implements Configurations {
    private static final String ANY_LOCATION = "?";
    private static final String SERVICE_KEYS = "service.";
    private static final String WATCHER_KEYS = "felix.fileinstall.";

    private final BundleContext context;

    OsgiConfigurations(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Definition> definitions() throws CommandException {
        MetaTypeService metatype = service(MetaTypeService.class);
        Map<String, Definition> found = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
            if (information != null) {
                add(found, information, information.getPids(), false);
                add(found, information, information.getFactoryPids(), true);
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public List<Stored> stored() throws CommandException {
        List<Stored> stored = new ArrayList<>();
        for (Configuration configuration : list(null)) {
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties != null) {
                stored.add(new Stored(id(configuration), map(properties)));
            }
        }
        stored.sort(Comparator.comparing(one -> one.id().toString()));
        return stored;
    }

    @Override
    public void save(ConfigId id, Map<String, Object> properties) throws CommandException {
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        try {
            Configuration configuration =
                    id.isInstance()
                            ? admin.getFactoryConfiguration(id.pid(), id.name(), ANY_LOCATION)
                            : admin.getConfiguration(id.pid(), ANY_LOCATION);
            configuration.update(FrameworkUtil.asDictionary(properties));
        } catch (IOException | IllegalStateException e) {
            throw new CommandException(id + " cannot be set: " + Texts.message(e), e);
        }
    }

    @Override
    public boolean delete(ConfigId id) throws CommandException {
        boolean found = false;
        for (Configuration configuration : list("(service.pid=" + escape(id.toString()) + ")")) {
            try {
                configuration.delete();
                found = true;
            } catch (IOException | IllegalStateException e) {
                throw new CommandException(id + " cannot be deleted: " + Texts.message(e), e);
            }
        }
        return found;
    }

    private List<Configuration> list(@Nullable String filter) throws CommandException {
        try {
            Configuration[] all = service(ConfigurationAdmin.class).listConfigurations(filter);
            return all == null ? List.of() : Arrays.asList(all);
        } catch (IOException | InvalidSyntaxException e) {
            throw new CommandException("The configurations cannot be read: " + Texts.message(e), e);
        }
    }

    private <T> T service(Class<T> type) throws CommandException {
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        if (service == null) {
            throw new CommandException(
                    "Nothing can be set up: nothing offers "
                            + type.getSimpleName()
                            + ".\n"
                            + "  What to do: see with `lb` whether its bundle is there and"
                            + " Active.");
        }
        return service;
    }

    private static void add(
            Map<String, Definition> found,
            MetaTypeInformation information,
            String @Nullable [] pids,
            boolean factory) {
        for (String pid : pids == null ? new String[0] : pids) {
            ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
            AttributeDefinition[] attributes =
                    definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
            List<Setting> settings =
                    attributes == null
                            ? List.of()
                            : Arrays.stream(attributes).map(OsgiConfigurations::setting).toList();
            found.put(
                    pid,
                    new Definition(
                            pid,
                            factory,
                            text(definition.getName()),
                            text(definition.getDescription()),
                            settings));
        }
    }

    private static Setting setting(AttributeDefinition attribute) {
        String name = text(attribute.getName());
        String description = text(attribute.getDescription());
        return new Setting(
                attribute.getID(),
                description.isEmpty() ? name : description,
                type(attribute.getType()),
                attribute.getCardinality(),
                texts(attribute.getDefaultValue()),
                texts(attribute.getOptionValues()),
                written -> text(attribute.validate(written)));
    }

    private static Setting.Type type(int type) {
        return switch (type) {
            case AttributeDefinition.INTEGER -> Setting.Type.INTEGER;
            case AttributeDefinition.LONG -> Setting.Type.LONG;
            case AttributeDefinition.SHORT -> Setting.Type.SHORT;
            case AttributeDefinition.BYTE -> Setting.Type.BYTE;
            case AttributeDefinition.DOUBLE -> Setting.Type.DOUBLE;
            case AttributeDefinition.FLOAT -> Setting.Type.FLOAT;
            case AttributeDefinition.CHARACTER -> Setting.Type.CHARACTER;
            case AttributeDefinition.BOOLEAN -> Setting.Type.BOOLEAN;
            default -> Setting.Type.TEXT;
        };
    }

    private static ConfigId id(Configuration configuration) {
        String factory = configuration.getFactoryPid();
        String pid = configuration.getPid();
        return factory != null && pid.startsWith(factory + "~")
                ? new ConfigId(factory, pid.substring(factory.length() + 1))
                : new ConfigId(pid, "");
    }

    private static Map<String, Object> map(Dictionary<String, Object> properties) {
        Map<String, Object> map = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.startsWith(SERVICE_KEYS) && !key.startsWith(WATCHER_KEYS)) {
                map.put(key, properties.get(key));
            }
        }
        return map;
    }

    private static String escape(String text) {
        return text.replaceAll("[\\\\*()]", "\\\\$0");
    }

    private static List<String> texts(String @Nullable [] texts) {
        return texts == null ? List.of() : List.of(texts);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
