package dev.penstock.core.policy;

import dev.penstock.core.word.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Composes nodes from YAML 1.2 events, and refuses whatever makes a file mean something other than
 * it seems: several documents, duplicate keys, anchors, aliases, merge keys, tags, complex keys.
 *
 * <p>It reads the events of snakeyaml-engine itself, because Jackson's parser on top of it does not
 * tell a quoted value from a plain one and drops anchors and tags of keys.
 */
final class YamlReader {
  private static final int DEEPEST = 64;

  private final Iterator<Event> events;
  private final Problems problems;
  private final int mostEntries;

  private YamlReader(Iterator<Event> events, Problems problems, int mostEntries) {
    this.events = events;
    this.problems = problems;
    this.mostEntries = mostEntries;
  }

  /**
   * The mapping of a document.
   *
   * @throws dev.penstock.api.PolicyException if it cannot be read to its end or is no mapping;
   *     lesser mistakes are added to the problems
   */
  static YamlNode.Mapping read(SourceText source, Problems problems, Limits limits) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setCodePointLimit(limits.bytes() + 1)
            .build();
    Iterator<Event> events = new Parse(settings).parseString(source.text()).iterator();
    try {
      return new YamlReader(events, problems, limits.entries()).document();
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(YamlReader::place).orElse(Place.START);
      throw problems.only(place, NodePath.ROOT, "SYNTAX", "no valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw problems.only(Place.START, NodePath.ROOT, "SYNTAX", "no valid YAML");
    }
  }

  private YamlNode.Mapping document() {
    events.next();
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      throw empty();
    }
    YamlNode root = node(events.next(), NodePath.ROOT, 0);
    events.next();
    Event next = events.next();
    if (next.getEventId() != Event.ID.StreamEnd) {
      throw problems.only(
          place(next.getStartMark()),
          NodePath.ROOT,
          "MULTIPLE_DOCUMENTS",
          "a second document starts here; a file holds one");
    }
    return switch (root) {
      case YamlNode.Mapping mapping -> mapping;
      case YamlNode.Scalar scalar when scalar.isNull() -> throw empty();
      case YamlNode.Refused refused -> new YamlNode.Mapping(refused.place(), List.of());
      case YamlNode other ->
          throw problems.only(
              other.place(),
              NodePath.ROOT,
              "NOT_A_MAPPING",
              "found " + other.kind() + ", expected a mapping of keys to values");
    };
  }

  private RuntimeException empty() {
    return problems.only(
        Place.START, NodePath.ROOT, "EMPTY_POLICY", "the file says nothing; nothing is assumed");
  }

  private YamlNode node(Event event, String path, int depth) {
    Place place = place(event.getStartMark());
    if (depth > DEEPEST) {
      throw problems.only(
          place, NodePath.ROOT, "TOO_DEEP", "nested more than " + DEEPEST + " levels deep");
    }
    boolean refused = isRefused(event, place, path);
    YamlNode node =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event, place);
          case SequenceStart -> sequence(place, path, depth);
          case MappingStart -> mapping(place, path, depth);
          default -> new YamlNode.Refused(place);
        };
    return refused ? new YamlNode.Refused(place) : node;
  }

  private boolean isRefused(Event event, Place place, String path) {
    if (event instanceof AliasEvent) {
      problems.add(
          place, path, "ALIAS_NOT_SUPPORTED", "found an alias (*); write the value out here");
      return true;
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      problems.add(place, path, "ALIAS_NOT_SUPPORTED", "found an anchor (&); remove it");
      return true;
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      problems.add(place, path, "TAG_NOT_ALLOWED", "found a tag (!); remove it");
      return true;
    }
    return false;
  }

  private static YamlNode scalar(ScalarEvent event, Place place) {
    return new YamlNode.Scalar(place, event.getValue(), event.isPlain());
  }

  private YamlNode sequence(Place place, String path, int depth) {
    List<YamlNode> items = new ArrayList<>();
    int size = 0;
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      YamlNode item = node(event, NodePath.item(path, size), depth + 1);
      if (size++ < mostEntries) {
        items.add(item);
      }
    }
    return limited(new YamlNode.Sequence(place, items), size, path);
  }

  private YamlNode mapping(Place place, String path, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    int size = 0;
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Place at = place(event.getStartMark());
      String key = key(event, at, path);
      String child = NodePath.child(path, key);
      isRefused(event, at, child);
      YamlNode value = node(events.next(), child, depth + 1);
      if (key.equals("<<")) {
        problems.add(
            at, child, "MERGE_KEY_NOT_SUPPORTED", "found a merge key (<<); write the keys out");
      } else if (!keys.add(key)) {
        problems.add(
            at, child, "DUPLICATE_KEY", "the key " + Quoted.of(key) + " stands here twice");
      } else if (size++ < mostEntries) {
        entries.add(new YamlNode.Entry(at, key, value));
      }
    }
    return limited(new YamlNode.Mapping(place, entries), size, path);
  }

  private String key(Event event, Place place, String path) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    throw problems.only(place, path, "SYNTAX", "a key must be plain text");
  }

  private YamlNode limited(YamlNode node, int size, String path) {
    if (size <= mostEntries) {
      return node;
    }
    problems.add(
        node.place(),
        path,
        "TOO_MANY",
        "found " + size + " entries, expected at most " + mostEntries);
    return new YamlNode.Refused(node.place());
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(YamlReader::place).orElse(Place.START);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
