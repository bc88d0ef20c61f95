package portcls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;

class CatalogueTest {

    private static final String RULES = "# a comment\n\n[SUB] Start\nSUB-1 First\nSUB-2 Second\n";
    private static final String METHODS = "IPort::Init\nIPort::GetDeviceProperty\n";

    @Test
    void holdsTheWholeSpecification() {
        Catalogue catalogue = Catalogue.load();

        assertEquals(343, catalogue.rules().size());
        assertEquals(211, catalogue.methods().size());
    }

    @Test
    void numbersTheRulesOfAGroupWithoutGap() {
        Map<String, Integer> last = new HashMap<>();
        for (String rule : Catalogue.load().rules().keySet()) {
            String group = Catalogue.group(rule);
            assertEquals(group + "-" + last.merge(group, 1, Integer::sum), rule);
        }
    }

    @Test
    void keepsTitlesShort() {
        Catalogue.load()
                .rules()
                .forEach((rule, title) -> assertTrue(title.split(" ").length <= 8, rule));
    }

    @Test
    void namesMethodsAsJavaDoesUnlessRenamed() {
        Catalogue catalogue =
                Catalogue.parse(RULES, METHODS, "", "IPort::GetDeviceProperty property");

        assertEquals("init", catalogue.javaName("IPort::Init"));
        assertEquals("property", catalogue.javaName("IPort::GetDeviceProperty"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUB-1 Again, '', '', '', rules.txt: listed twice: SUB-1",
        "PIN-1 Stray, '', '', '', rules.txt: unknown id or group: PIN-1",
        "SUB-3, '', '', '', rules.txt: no text behind the id: SUB-3",
        "'', IPort::Init, '', '', methods.txt: malformed or doubled: IPort::Init",
        "'', IPort.Stop, '', '', methods.txt: malformed or doubled: IPort.Stop",
        "'', '', SUB-9 because, '', excuses.txt: unknown id or group: SUB-9",
        "'', '', SUB-1, '', excuses.txt: no text behind the id: SUB-1",
        "'', '', '', IPort::Stop halt, renames.txt: unknown id or group: IPort::Stop",
    })
    void refusesWhatContradictsItself(
            String rule, String method, String excuse, String rename, String message) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Catalogue.parse(RULES + rule, METHODS + method, excuse, rename));

        assertEquals(message, e.getMessage());
    }
}
