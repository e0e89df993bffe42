package dev.penstock.classifier.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

final class FoldingTest {
  @Test
  void foldsPlainTextAsItFoldsAnyText() {
    for (char c = 0; c < 0x3000; c++) {
      String text = "a" + c + "e";
      if (Folding.isPlain(text)) {
        assertThat(Folding.foldPlain(text)).as("U+%04X", (int) c).isEqualTo(Folding.foldAny(text));
      }
    }
  }

  @Test
  void takesOnlyTextAsPlainThatNormalisationKeeps() {
    for (char c = 0; c < 0x3000; c++) {
      String text = "a" + c;
      if (Folding.isPlain(text)) {
        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFKC))
            .as("U+%04X", (int) c)
            .isTrue();
      }
    }
  }

  @Test
  void leavesNothingToFoldInFoldedText() {
    for (int c = 0; c < 0x20000; c++) {
      String once = Folding.fold(Character.toString(c));
      assertThat(Folding.fold(once)).as("U+%04X", c).isEqualTo(once);
    }
  }

  @Test
  void keepsCaseWhenItOnlyNormalises() {
    assertThat(Folding.normalise("A\u200bB\u00adC ＤＥ ﬁ")).isEqualTo("ABC DE fi");
  }

  @Test
  void joinsALetterWithItsAccentAcrossAHiddenCharacter() {
    assertThat(Folding.normalise("u\u200b\u0308")).isEqualTo("ü");
  }
}
