package portcls.shell.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.shell.command.ExitStatus;
import portcls.shell.config.ConfigId;
import portcls.shell.config.Configurations;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeSynth;
import portcls.shell.fake.Screen;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class SynthCommandTest {
    @TempDir Path folder;

    @Test
    void itTellsWhatTheSynthesizerKnowsAndLeavesOutWhatItDoesNot() throws Exception {
        FakeHouse house = new FakeHouse(folder);
        FakeSynth synth = new FakeSynth("synth:gervill", house.clock);
        synth.playing = "virtual:speaker";
        synth.lost = 7;
        house.filters.add(synth.entry());
        Screen screen = new Screen(folder);
        SynthCommand command = new SynthCommand(house, new OneBank());

        assertEquals(
                ExitStatus.OK,
                command.run(command.syntax().parse(List.of("gervill")), screen.console()));

        assertEquals(
                List.of(
                        "synth:gervill  Name of synth:gervill, miniport.dmus 0.1.0",
                        "  is         It hums",
                        "  kind       software synthesizer",
                        "  takes      DLS 1, DLS 2 and SoundFont 2; samples in system memory",
                        "  voices     64 at a time",
                        "  channels   1 group of 16",
                        "  effects    reverb and chorus",
                        "  sound      44100 Hz 2ch int16",
                        "  volume     -6.0 dB",
                        "  latency    30.0 ms from a message that is sent now to its sound",
                        "  now        3 voices, 1 note lost, peak -12.3 dB",
                        "  bank       /gm.sf2; `config miniport.dmus.gervill bank=FILE` in the"
                                + " shell sets another until the container ends, a file"
                                + " load/miniport.dmus.gervill.cfg with bank = FILE for good",
                        "  heard on   virtual:speaker; the best that is there is taken when it"
                                + " plays",
                        "  lost       7 frames not heard since it came: no wave device was there,"
                                + " or the machine was too busy",
                        "  open pins  1 of 4"),
                screen.lines());
        assertTrue(synth.pins().getFirst().isClosed());
    }

    @Test
    void anOutputThatIsNotThereIsSaid() throws Exception {
        FakeHouse house = new FakeHouse(folder);
        FakeSynth synth = new FakeSynth("synth:gervill", house.clock);
        synth.output = "nosuch";
        house.filters.add(synth.entry());
        Screen screen = new Screen(folder);
        SynthCommand command = new SynthCommand(house, new OneBank());
        command.run(command.syntax().parse(List.of()), screen.console());
        assertTrue(
                screen.lines().contains("  heard on   nothing now: nosuch is not there"),
                screen.out());
    }

    private static final class OneBank implements Configurations {
        @Override
        public List<Definition> definitions() {
            return List.of();
        }

        @Override
        public List<Stored> stored() {
            return List.of(
                    new Stored(
                            new ConfigId("miniport.dmus.gervill", ""), Map.of("bank", "/gm.sf2")));
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
}
