package portcls.ports.diag.bundle;

import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A component that does nothing until it is configured. */
final class ConfigurationCheck {
    private static final String METATYPE = "OSGI-INF/metatype";

    boolean isNeeded(ComponentDescriptionDTO component) {
        return "require".equals(component.configurationPolicy);
    }

    Finding needed(Bundle bundle, ComponentDescriptionDTO component) {
        String pid =
                component.configurationPid.length == 0
                        ? component.name
                        : component.configurationPid[component.configurationPid.length - 1];
        String advice =
                isSingle(bundle, pid)
                        ? "Create the file load/"
                                + pid
                                + ".cfg with its settings, one name = value per line."
                        : "Create a file load/"
                                + pid
                                + "-<name>.cfg with its settings, one name = value per line; choose"
                                + " any <name>, each file makes one.";
        List<String> settings = settings(bundle, pid);
        return new Finding(
                BundleNames.of(bundle),
                Cause.NEEDS_CONFIGURATION,
                BundleNames.withNumber(bundle)
                        + " is started, but its component "
                        + component.name
                        + " waits for a configuration; its PID is "
                        + pid
                        + ".",
                settings.isEmpty()
                        ? advice
                        : advice + " Settings: " + String.join(", ", settings) + ".");
    }

    /**
     * Whether the bundle's own description says that there is one configuration and not several.
     */
    private static boolean isSingle(Bundle bundle, String pid) {
        return descriptions(bundle).stream()
                .anyMatch(
                        text ->
                                text.contains(" pid=\"" + pid + "\"")
                                        && !text.contains("factoryPid=\"" + pid + "\""));
    }

    private static List<String> settings(Bundle bundle, String pid) {
        List<String> settings = new ArrayList<>();
        Pattern setting = Pattern.compile("<AD\\b[^>]*\\bid=\"([^\"]*)\"");
        for (String text : descriptions(bundle)) {
            if (!text.contains("id=\"" + pid + "\"") && !text.contains("Pid=\"" + pid + "\"")) {
                continue;
            }
            Matcher matcher = setting.matcher(text);
            while (matcher.find()) {
                settings.add(matcher.group(1));
            }
        }
        return settings;
    }

    private static List<String> descriptions(Bundle bundle) {
        Enumeration<URL> files = bundle.findEntries(METATYPE, "*.xml", true);
        return files == null
                ? List.of()
                : Collections.list(files).stream().map(ConfigurationCheck::read).toList();
    }

    private static String read(URL file) {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The bundle goes at this moment; its description was only an ornament.
            return "";
        }
    }
}
