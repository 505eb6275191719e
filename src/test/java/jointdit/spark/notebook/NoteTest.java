package jointdit.spark.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import jointdit.spark.notebook.Note.Paragraph;
import jointdit.spark.notebook.Note.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoteTest {
    static final int MOST_BYTES = 400 << 10;

    static List<Note> notes() {
        return Note.all();
    }

    @Test
    void thereAreFiveNotesOfTheirOwnIds() {
        assertThat(notes()).extracting(Note::id).doesNotHaveDuplicates().hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aNoteIsWrittenAsItIsRead(Note note) throws IOException {
        assertThat(note.file())
                .as("run mvn test -Pnotebooks -Dnotebooks.write=true")
                .hasContent(note.json())
                .hasFileName(note.file().getFileName().toString().replaceFirst("_.*", "_" + note.id() + ".zpln"));
        assertThat(Files.size(note.file())).isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @MethodSource("notes")
    void everyParagraphHasAnIdOfItsOwnAndShowsWhatItDid(Note note) {
        assertThat(note.paragraphs()).extracting(Paragraph::id).doesNotHaveDuplicates();
        assertThat(note.paragraphs())
                .filteredOn(paragraph -> !paragraph.interpreter().equals("spark"))
                .allSatisfy(paragraph -> assertThat(paragraph.results()).isNotEmpty());
    }

    @Test
    void resultsBeginAtLinesThatNameTheirType() {
        assertThat(Result.of("Made 3\n%table a\tb\n1\t%html no\n%text \n%html <p>5%</p>\n"))
                .containsExactly(
                        new Result("TEXT", "Made 3"),
                        new Result("TABLE", "a\tb\n1\t%html no"),
                        new Result("HTML", "<p>5%</p>"));
    }
}
