package portcls.ports.diag.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Each case is a bundle of a few lines in a real container. */
@Timeout(120)
final class BundleDoctorTest {
    private static final String DRIVER_SOURCE =
            "package driver; public class Driver implements portcls.api.Thing {}";
    private static final String API_SOURCE = "package portcls.api; public interface Thing {}";
    private static final String SERVICE =
            "<service><provide interface=\"portcls.api.Thing\"/></service>";

    @TempDir private Path folder;

    private Container container;
    private ServiceComponentRuntime components;
    private Bundle api;
    private Bundle ports;
    private BundleDoctor doctor;

    @BeforeEach
    void start() throws Exception {
        container = new Container(folder);
        components = container.startComponents();
        api =
                container.start(
                        container
                                .make("portcls.api", "1.2.0")
                                .header("Export-Package", "portcls.api;version=1.2.0")
                                .source("portcls.api.Thing", API_SOURCE));
        ports =
                container.start(
                        container
                                .make("portcls.ports", "1.2.0")
                                .header("Bundle-Activator", "ports.Nothing")
                                .header("Import-Package", "portcls.api,org.osgi.framework")
                                .source(
                                        "ports.Nothing",
                                        "package ports; public class Nothing implements"
                                            + " org.osgi.framework.BundleActivator { public void"
                                            + " start(org.osgi.framework.BundleContext c) {} public"
                                            + " void stop(org.osgi.framework.BundleContext c) {}"
                                            + " }"));
        doctor = new BundleDoctor(ports.getBundleContext(), Optional.of(components));
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void healthy() throws Exception {
        Bundle bundle = container.start(driver().component("driver.Driver", "", SERVICE));
        assertFinding(
                Cause.HEALTHY,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started and its components are in order: driver.Driver; offers"
                        + " portcls.api.Thing; nobody uses it.",
                "");
        use(bundle);
        assertFinding(
                Cause.HEALTHY,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started and its components are in order: driver.Driver; offers"
                        + " portcls.api.Thing; used by portcls.ports 1.2.0.",
                "");
        assertEquals(List.of(), doctor.notInOrder());
    }

    @Test
    void importsAnApiThatIsNotThereInThatVersion() throws Exception {
        Bundle bundle =
                container.install(
                        driver().header("Import-Package", "portcls.api;version=\"[2.0,3)\""));
        assertThrows(BundleException.class, bundle::start);
        assertFinding(
                Cause.MISSING_PACKAGE,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") cannot start: it needs the package portcls.api, version 2.0.0 or newer"
                        + " but older than 3.0.0. Installed is version 1.2.0 from portcls.api 1.2.0"
                        + " (bundle "
                        + api.getBundleId()
                        + ").",
                "Install a build of this bundle for the version that is installed, or the bundle"
                        + " with the version that it needs.");
        assertEquals(doctor.examine("my.driver"), doctor.notInOrder());
    }

    @Test
    void importsAPackageThatNobodyOffers() throws Exception {
        Bundle bundle =
                container.install(
                        container.make("my.driver", "0.1.0").header("Import-Package", "no.such"));
        assertFinding(
                Cause.MISSING_PACKAGE,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") cannot start: it needs the package no.such. No bundle here offers that"
                        + " package.",
                "Install the bundle that exports no.such.");
    }

    @Test
    void importsFromABundleThatCannotStartItself() throws Exception {
        Bundle library =
                container.install(
                        container
                                .make("my.library", "3.0.0")
                                .header("Export-Package", "library")
                                .header("Import-Package", "no.such"));
        Bundle bundle =
                container.install(
                        container.make("my.driver", "0.1.0").header("Import-Package", "library"));
        assertFinding(
                Cause.MISSING_PACKAGE,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") cannot start: it needs the package library, and what would provide"
                        + " that cannot start itself: my.library 3.0.0 (bundle "
                        + library.getBundleId()
                        + ") cannot start: it needs the package no.such. No bundle here offers that"
                        + " package.",
                "Install the bundle that exports no.such.");
    }

    @Test
    void optionalImportsAreNotMissed() throws Exception {
        container.start(
                driver().header("Import-Package", "portcls.api,no.such;resolution:=optional")
                        .component("driver.Driver", "", SERVICE));
        assertEquals(Cause.HEALTHY, only().cause());
    }

    @Test
    void needsAnotherCapability() throws Exception {
        Bundle bundle =
                container.install(
                        driver().header(
                                        "Require-Capability",
                                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=9.0)(!(version>=10.0)))\",some.thing;filter:=\"(kind=midi)\""));
        String start =
                "my.driver 0.1.0 (bundle " + bundle.getBundleId() + ") cannot start: it needs ";
        assertEquals(
                List.of(
                        new Finding(
                                "my.driver 0.1.0",
                                Cause.MISSING_CAPABILITY,
                                start
                                        + "Declarative Services, version 9.0 or newer but older"
                                        + " than 10.0, and no bundle here provides that.",
                                "Install a bundle that provides it."),
                        new Finding(
                                "my.driver 0.1.0",
                                Cause.MISSING_CAPABILITY,
                                start
                                        + "some.thing with (kind=midi), and no bundle here provides"
                                        + " that.",
                                "Install a bundle that provides it.")),
                doctor.examine("my.driver"));
    }

    @Test
    void embedsItsOwnApi() throws Exception {
        Bundle bundle =
                container.start(
                        container
                                .make("my.driver", "0.1.0")
                                .source("driver.Driver", DRIVER_SOURCE)
                                .source("portcls.api.Thing", API_SOURCE)
                                .component("driver.Driver", "", SERVICE));
        assertFinding(
                Cause.OWN_API_COPY,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started and offers portcls.api.Thing, but nobody can see that: its"
                        + " jar holds a copy of the package portcls.api, and to Java that is"
                        + " another interface of the same name.",
                "Build it so that it imports portcls.api and does not contain it: a compile-only"
                        + " dependency, and no shading or embedding of portcls.api.");
        assertEquals(doctor.examine("my.driver"), doctor.notInOrder());
    }

    @Test
    void takesTheApiFromAnotherBundleThanThePorts() throws Exception {
        container.start(
                container
                        .make("other.api", "1.0.0")
                        .header("Export-Package", "portcls.api;version=1.2.0;other=true")
                        .source("portcls.api.Thing", API_SOURCE));
        Bundle bundle =
                container.start(
                        driver().header("Import-Package", "portcls.api;other=true")
                                .component("driver.Driver", "", SERVICE));
        assertFinding(
                Cause.OWN_API_COPY,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started and offers portcls.api.Thing, but nobody can see that: it"
                        + " takes the package portcls.api from another bundle than the ports do,"
                        + " and to Java that is another interface of the same name.",
                "Leave one bundle that exports portcls.api and remove the other.");
    }

    @Test
    void needsAConfiguration() throws Exception {
        Bundle bundle =
                container.start(
                        driver().component(
                                        "driver.Driver",
                                        "configuration-policy=\"require\""
                                                + " configuration-pid=\"my.pid\"",
                                        SERVICE));
        assertFinding(
                Cause.NEEDS_CONFIGURATION,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started, but its component driver.Driver waits for a configuration;"
                        + " its PID is my.pid.",
                "Create a file load/my.pid-<name>.cfg with its settings, one name = value per line;"
                        + " choose any <name>, each file makes one.");
        assertEquals(doctor.examine("my.driver"), doctor.notInOrder());
    }

    @Test
    void needsTheOneConfigurationThatItDescribes() throws Exception {
        container.start(
                driver().component("driver.Driver", "configuration-policy=\"require\"", SERVICE)
                        .entry(
                                "OSGI-INF/metatype/driver.xml",
                                "<MetaData><OCD id=\"o\"><AD id=\"path\"/><AD name=\"n\""
                                        + " id=\"rate\"/></OCD><Designate"
                                        + " pid=\"driver.Driver\"/></MetaData>"));
        assertEquals(
                "Create the file load/driver.Driver.cfg with its settings, one name = value per"
                        + " line. Settings: path, rate.",
                only().advice());
    }

    @Test
    void waitsForAServiceThatNobodyOffers() throws Exception {
        Bundle bundle =
                container.start(
                        driver().component(
                                        "driver.Driver",
                                        "",
                                        SERVICE
                                                + "<reference name=\"Clock\""
                                                + " interface=\"some.Clock\"/>"));
        assertFinding(
                Cause.UNSATISFIED_REFERENCE,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started, but its component driver.Driver waits for a service"
                        + " some.Clock. Nobody offers one.",
                "Install and start a bundle that offers some.Clock.");
    }

    @Test
    void waitsForAServiceAndOneComesNear() throws Exception {
        Bundle near =
                container.start(
                        container
                                .make("near.by", "1.0.0")
                                .header("Import-Package", "portcls.api")
                                .left("portcls.api.Thing", API_SOURCE)
                                .source(
                                        "near.Near",
                                        "package near; public class Near implements"
                                                + " portcls.api.Thing {}")
                                .component(
                                        "near.Near",
                                        "",
                                        "<property name=\"kind\" value=\"wave\"/>" + SERVICE));
        Bundle bundle =
                container.start(
                        driver().component(
                                        "driver.Driver",
                                        "",
                                        "<reference name=\"Thing\" interface=\"portcls.api.Thing\""
                                                + " target=\"(&amp;(kind=midi)(channel>=1))\"/>"));
        assertFinding(
                Cause.UNSATISFIED_REFERENCE,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started, but its component driver.Driver waits for a service"
                        + " portcls.api.Thing with (&(kind=midi)(channel>=1)). What comes near:"
                        + " near.by 1.0.0 (bundle "
                        + near.getBundleId()
                        + ") offers one with kind=wave, channel=(not set).",
                "Start a bundle whose service matches, or set Thing.target in the configuration of"
                        + " driver.Driver to what there is.");
    }

    @Test
    void itsClassIsNotThere() throws Exception {
        Bundle bundle = container.start(driver().component("driver.Gone", "", SERVICE));
        assertFinding(
                Cause.CLASS_MISSING,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") declares the component driver.Gone, but its class driver.Gone is not"
                        + " in the jar.",
                "Build the bundle again, and look into the jar for the class: a rename may have"
                        + " left an old declaration behind.");
    }

    @Test
    void aClassThatItsClassNeedsIsNotThere() throws Exception {
        Bundle bundle =
                container.start(
                        container
                                .make("my.driver", "0.1.0")
                                .left("base.Base", "package base; public class Base {}")
                                .source(
                                        "driver.Driver",
                                        "package driver; public class Driver extends base.Base {}")
                                .component("driver.Driver", "", ""));
        assertFinding(
                Cause.CLASS_MISSING,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") declares the component driver.Driver, but its class cannot be loaded,"
                        + " because base.Base is not to be found.",
                "Let the bundle import the package of that class, or pack it into the jar.");
    }

    @Test
    void itsConstructorThrows() throws Exception {
        Bundle bundle =
                container.start(
                        container
                                .make("my.driver", "0.1.0")
                                .header("Import-Package", "portcls.api")
                                .left("portcls.api.Thing", API_SOURCE)
                                .source(
                                        "driver.Driver",
                                        "package driver; public class Driver implements"
                                            + " portcls.api.Thing { public Driver() { throw new"
                                            + " IllegalStateException(\"outer\", new"
                                            + " IllegalArgumentException(\"the port must be 0 to"
                                            + " 15: port=99\")); } }")
                                .component("driver.Driver", "", SERVICE));
        assertFinding(
                Cause.ACTIVATION_FAILED,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started, but its component driver.Driver could not be made: the"
                        + " port must be 0 to 15: port=99 (IllegalArgumentException)",
                "Put that right, in its configuration if it is about a setting, and start the"
                        + " bundle again: `stop "
                        + bundle.getBundleId()
                        + "`, `start "
                        + bundle.getBundleId()
                        + "`.");
        assertEquals(Cause.ACTIVATION_FAILED, only().cause(), "the second time, too");
    }

    @Test
    void itsPrototypeConstructorThrows() throws Exception {
        container.start(
                container
                        .make("my.driver", "0.1.0")
                        .header("Import-Package", "portcls.api")
                        .left("portcls.api.Thing", API_SOURCE)
                        .source(
                                "driver.Driver",
                                "package driver; public class Driver implements portcls.api.Thing {"
                                    + " public Driver() { throw new IllegalStateException(\"no\");"
                                    + " } }")
                        .component(
                                "driver.Driver",
                                "",
                                SERVICE.replace("<service>", "<service scope=\"prototype\">")));
        Finding finding = only();
        assertEquals(Cause.ACTIVATION_FAILED, finding.cause());
    }

    @Test
    void declaresNoComponent() throws Exception {
        Bundle bundle = container.start(driver());
        assertFinding(
                Cause.NO_COMPONENT,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started, but it declares no component, so there is nothing that"
                        + " could be a driver.",
                "Put @Component on the driver's class and build the jar with a tool that writes the"
                        + " declaration (bnd): the manifest must have a Service-Component header.");
        assertEquals(doctor.examine("my.driver"), doctor.notInOrder());
    }

    @Test
    void namesADeclarationThatIsNotInTheJar() throws Exception {
        Bundle bundle =
                container.start(driver().header("Service-Component", "OSGI-INF/no.such.xml"));
        assertFinding(
                Cause.NO_COMPONENT,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is started and its manifest names component declarations"
                        + " (OSGI-INF/no.such.xml), but they are not in the jar or cannot be read.",
                "Build the bundle again, clean, and look into the jar for those files.");
    }

    @Test
    void needsANewerJava() throws Exception {
        Bundle bundle =
                container.install(
                        driver().header(
                                        "Require-Capability",
                                        "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));
        assertThrows(BundleException.class, bundle::start);
        int running = Runtime.version().feature();
        assertFinding(
                Cause.WRONG_JAVA,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") cannot start: it needs Java 99, and this is Java "
                        + running
                        + ".",
                "Run this with Java 99, or build the bundle for Java " + running + ".");
    }

    @Test
    void asksForAJavaThatNobodyKnows() throws Exception {
        container.install(
                driver().header("Require-Capability", "osgi.ee;filter:=\"(osgi.ee=UNKNOWN)\""));
        assertEquals(Cause.WRONG_JAVA, only().cause());
    }

    @Test
    void isNotStarted() throws Exception {
        Bundle bundle = container.install(driver().component("driver.Driver", "", SERVICE));
        assertFinding(
                Cause.NOT_STARTED,
                "my.driver 0.1.0 (bundle "
                        + bundle.getBundleId()
                        + ") is installed and has all that it needs, but it is not started.",
                "Start it: `start "
                        + bundle.getBundleId()
                        + "`. If it stops again at once, what that command says is the reason.");
        bundle.start();
        bundle.stop();
        assertEquals(Cause.NOT_STARTED, only().cause());
    }

    @Test
    void withoutDeclarativeServicesItSaysSo() throws Exception {
        container.start(driver().component("driver.Driver", "", SERVICE));
        BundleDoctor alone = new BundleDoctor(ports.getBundleContext(), Optional.empty());
        assertEquals(
                List.of(Cause.MISSING_CAPABILITY),
                alone.examine("my.driver").stream().map(Finding::cause).toList());
    }

    @Test
    void librariesAndFragmentsAreHealthyWithoutAComponent() throws Exception {
        container.install(
                container.make("a.fragment", "1.0.0").header("Fragment-Host", "portcls.api"));
        assertEquals(Cause.HEALTHY, doctor.examine("a.fragment").getFirst().cause());
        assertEquals(Cause.HEALTHY, doctor.examine("portcls.api").getFirst().cause());
        assertEquals(Cause.HEALTHY, doctor.examine("portcls.ports").getFirst().cause());
        assertEquals(List.of(), doctor.notInOrder());
    }

    @Test
    void aBundleIsFoundByNameByNameAndVersionAndByNumber() throws Exception {
        Bundle older = container.install(container.make("my.driver", "0.1.0"));
        container.install(container.make("my.driver", "0.2.0"));
        assertEquals(
                List.of("my.driver 0.1.0", "my.driver 0.2.0"),
                doctor.examine("my.driver").stream().map(Finding::subject).toList());
        List<Finding> first = doctor.examine("my.driver 0.1.0");
        assertEquals(List.of("my.driver 0.1.0"), first.stream().map(Finding::subject).toList());
        assertEquals(first, doctor.examine("my.driver/0.1.0"));
        assertEquals(first, doctor.examine(" " + older.getBundleId() + " "));
        assertEquals(List.of(), doctor.examine("my.driver 0.3.0"));
        assertEquals(List.of(), doctor.examine("my"));
    }

    private BundleMaker driver() {
        return container
                .make("my.driver", "0.1.0")
                .header("Import-Package", "portcls.api")
                .left("portcls.api.Thing", API_SOURCE)
                .source("driver.Driver", DRIVER_SOURCE);
    }

    private Finding only() {
        List<Finding> findings = doctor.examine("my.driver");
        assertEquals(1, findings.size(), findings::toString);
        return findings.getFirst();
    }

    private void assertFinding(Cause cause, String what, String advice) {
        assertEquals(new Finding("my.driver 0.1.0", cause, what, advice), only());
    }

    private void use(Bundle bundle) {
        ServiceReference<?> service = bundle.getRegisteredServices()[0];
        assertNotNull(ports.getBundleContext().getService(service));
    }
}
