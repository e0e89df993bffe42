package dev.penstock.cache.lucene;

/** Documents with the difference of their signatures, in the order of the documents. */
final class Signatures {
  private final int[] documents;
  private final int[] differences;
  private final int[] counts;
  private int size;

  Signatures(int most, int dimensions) {
    documents = new int[most];
    differences = new int[most];
    counts = new int[dimensions + 1];
  }

  void add(int document, int difference) {
    documents[size] = document;
    differences[size] = difference;
    counts[difference]++;
    size++;
  }

  int size() {
    return size;
  }

  int document(int at) {
    return documents[at];
  }

  int difference(int at) {
    return differences[at];
  }

  /** The difference of the worst of the best so many. */
  int worstOf(int wanted) {
    int seen = 0;
    for (int difference = 0; difference < counts.length; difference++) {
      seen += counts[difference];
      if (seen >= wanted) {
        return difference;
      }
    }
    return counts.length;
  }
}
