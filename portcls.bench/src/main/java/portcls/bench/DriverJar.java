package portcls.bench;

import portcls.bench.driver.NullMidi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs {@link NullMidi} into a bundle. */
final class DriverJar {
    private DriverJar() {}

    /** A driver bundle as they are: Declarative Services make its one component. */
    static InputStream driver() throws IOException {
        return pack("bench.driver", true);
    }

    /** The class alone: somebody else registers the services. */
    static InputStream host() throws IOException {
        return pack("bench.host", false);
    }

    private static InputStream pack(String name, boolean component) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue(
                "Import-Package",
                "portcls.api,portcls.api.adapter,portcls.api.ks,portcls.api.midi");
        if (component) {
            headers.putValue("Service-Component", "OSGI-INF/driver.xml");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            String path = NullMidi.class.getName().replace('.', '/') + ".class";
            put(jar, path, classFile());
            if (component) {
                put(jar, "OSGI-INF/driver.xml", component().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static String component() {
        return """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s">
            <implementation class="%1$s"/>
            <service>
                <provide interface="portcls.api.midi.IMiniportMidi"/>
            </service>
        </scr:component>
        """
                .formatted(NullMidi.class.getName());
    }

    private static byte[] classFile() throws IOException {
        String file = NullMidi.class.getSimpleName() + ".class";
        try (InputStream in = NullMidi.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException("not on the class path: " + file);
            }
            return in.readAllBytes();
        }
    }

    private static void put(JarOutputStream jar, String path, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(content);
        jar.closeEntry();
    }
}
