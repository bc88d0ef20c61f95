package portcls.ports.diag.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionRangesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(p=a) | ''",
                "(&(p=a)(version>=1.0.0)) | ', version 1.0.0 or newer'",
                "(&(p=a)(version>=1.0.0)(!(version>=2.0.0))) | ', version 1.0.0 or newer but older"
                        + " than 2.0.0'",
                "(&(p=a)(version>=1.0.0)(version<=2.0.0)) | ', version 1.0.0 or newer but not newer"
                        + " than 2.0.0'",
                "(&(p=a)(!(version<=1.0.0))(!(version>=2.0.0))) | ', a version newer than 1.0.0 but"
                        + " older than 2.0.0'",
                "(&(p=a)(!(version>=2.0.0))) | ', a version older than 2.0.0'"
            })
    void rangesAreSaidInWords(String filter, String words) {
        assertEquals(words, VersionRanges.inWords(filter));
    }
}
