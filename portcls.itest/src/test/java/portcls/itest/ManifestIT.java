package portcls.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The bundles know the API and nothing else of the project, and say which Java they need. */
class ManifestIT {
    private static final String API = "portcls.api";
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern PROJECT = Pattern.compile("(portcls|miniport|adapter)\\..*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portcls.api",
                "portcls.ports",
                "miniport.midi",
                "miniport.wavert",
                "miniport.dmus",
                "miniport.wavecyclic",
                "miniport.wavepci",
                "miniport.topology",
                "miniport.fmsynth",
                "adapter.virtual",
                "adapter.jack",
                "adapter.alsa",
                "adapter.jdk",
                "portcls.logind",
                "portcls.shell"
            })
    void a_bundle_knows_the_api_and_nothing_else_of_the_project(String bundle) throws IOException {
        try (JarFile jar = new JarFile(Containers.jar(bundle).toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertEquals(bundle, manifest.getValue("Bundle-SymbolicName"));
            assertTrue(manifest.getValue("Bundle-Version").startsWith("0.1.0"));

            for (String imported : packages(manifest, "Import-Package")) {
                assertTrue(
                        !PROJECT.matcher(imported).matches() || isOfTheApi(imported),
                        bundle + " imports " + imported);
                assertFalse(imported.startsWith("org.jspecify"), bundle + " imports " + imported);
            }
            for (String exported : packages(manifest, "Export-Package")) {
                assertEquals(API, bundle, bundle + " exports " + exported);
            }
            assertEquals(
                    bundle.equals(API),
                    jar.stream().anyMatch(entry -> entry.getName().startsWith("portcls/api/")),
                    bundle + " holds classes of the API");
            assertEquals(
                    !bundle.equals(API),
                    manifest.getValue("Service-Component") != null,
                    bundle + " has components");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portcls.api",
                "portcls.ports",
                "miniport.midi",
                "miniport.wavert",
                "miniport.dmus",
                "miniport.wavecyclic",
                "miniport.wavepci",
                "miniport.topology",
                "miniport.fmsynth",
                "adapter.virtual",
                "adapter.jack",
                "adapter.alsa",
                "adapter.jdk",
                "portcls.logind",
                "portcls.shell"
            })
    void a_bundle_says_that_it_needs_java_25(String bundle) throws IOException {
        try (JarFile jar = new JarFile(Containers.jar(bundle).toFile())) {
            String needed = jar.getManifest().getMainAttributes().getValue("Require-Capability");
            assertNotNull(needed);
            assertTrue(
                    needed.contains("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=25))\""), needed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "miniport.midi",
                "miniport.wavert",
                "miniport.dmus",
                "miniport.wavecyclic",
                "miniport.wavepci",
                "miniport.topology",
                "miniport.fmsynth",
                "adapter.virtual",
                "adapter.jack",
                "adapter.alsa",
                "adapter.jdk"
            })
    void a_driver_takes_any_api_of_its_generation(String bundle) throws IOException {
        try (JarFile jar = new JarFile(Containers.jar(bundle).toFile())) {
            List<String> imports =
                    List.of(
                            QUOTED.matcher(
                                            jar.getManifest()
                                                    .getMainAttributes()
                                                    .getValue("Import-Package"))
                                    .results()
                                    .map(result -> result.group())
                                    .toArray(String[]::new));
            assertTrue(imports.contains("\"[0.1,1)\""), imports.toString());
        }
    }

    private static boolean isOfTheApi(String name) {
        return name.equals(API) || name.startsWith(API + ".");
    }

    /** The names in a header of packages. */
    private static TreeSet<String> packages(Attributes manifest, String header) {
        String value = manifest.getValue(header);
        if (value == null) {
            return new TreeSet<>();
        }
        // Commas and semicolons stand in quoted versions and lists, too.
        return Pattern.compile(",")
                .splitAsStream(QUOTED.matcher(value).replaceAll(""))
                .map(clause -> clause.split(";")[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
