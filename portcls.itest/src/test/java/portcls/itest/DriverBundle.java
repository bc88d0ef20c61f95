package portcls.itest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import portcls.api.midi.IMiniportMidi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A driver bundle that is made on the spot from one of the {@link Drivers}. */
final class DriverBundle {
    private static final String COMPONENT = "OSGI-INF/driver.xml";
    private static final String IMPORTS =
            "portcls.api,portcls.api.adapter,portcls.api.client,portcls.api.ks,portcls.api.midi";

    private final String name;
    private final Class<? extends IMiniportMidi> driver;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private String scope = "prototype";

    /** A driver for those devices. */
    DriverBundle(String name, Class<? extends IMiniportMidi> driver, String device) {
        this.name = name;
        this.driver = driver;
        properties.put("portcls.device", device);
    }

    /** Adds a service property. */
    DriverBundle with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** One instance serves all. */
    DriverBundle singleton() {
        scope = "singleton";
        return this;
    }

    /** Installs and starts it. */
    Bundle start(BundleContext context) throws BundleException, IOException {
        Bundle bundle = context.installBundle("made:" + name, new ByteArrayInputStream(pack()));
        bundle.start();
        return bundle;
    }

    private byte[] pack() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", IMPORTS);
        main.putValue("Service-Component", COMPONENT);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            add(out, COMPONENT, component().getBytes(StandardCharsets.UTF_8));
            addClass(out, Drivers.class);
            for (Class<?> each : Drivers.class.getDeclaredClasses()) {
                addClass(out, each);
            }
        }
        return jar.toByteArray();
    }

    private String component() {
        StringBuilder xml = new StringBuilder();
        xml.append("<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='")
                .append(name)
                .append("'><implementation class='")
                .append(driver.getName())
                .append("'/><service scope='")
                .append(scope)
                .append("'><provide interface='")
                .append(IMiniportMidi.class.getName())
                .append("'/></service>");
        properties.forEach(
                (key, value) ->
                        xml.append("<property name='")
                                .append(key)
                                .append("' value='")
                                .append(value)
                                .append("'/>"));
        return xml.append("</scr:component>").toString();
    }

    private static void addClass(JarOutputStream out, Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + path)) {
            add(out, path, in.readAllBytes());
        }
    }

    private static void add(JarOutputStream out, String path, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(path));
        out.write(bytes);
        out.closeEntry();
    }
}
