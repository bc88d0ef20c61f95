package adapter.jdk.wave;

import java.util.Optional;
import java.util.stream.Stream;

import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** The two directions of a mixer. What it plays it takes from <em>source</em> lines. */
enum LineKind {
    RENDER(SourceDataLine.class),
    CAPTURE(TargetDataLine.class);

    private final Class<? extends DataLine> type;

    LineKind(Class<? extends DataLine> type) {
        this.type = type;
    }

    Class<? extends DataLine> type() {
        return type;
    }

    /** What the mixer says of its lines in this direction; empty when it has none. */
    Optional<DataLine.Info> info(Mixer mixer) {
        Line.Info[] lines = this == RENDER ? mixer.getSourceLineInfo() : mixer.getTargetLineInfo();
        return Stream.of(lines)
                .filter(line -> line.getLineClass() == type && line instanceof DataLine.Info)
                .map(DataLine.Info.class::cast)
                .filter(line -> LineFormats.hasUsable(line.getFormats()))
                .findFirst();
    }
}
