package com.lealup.health.scoring;

import com.lealup.health.score.Score;
import com.lealup.health.timeline.Entry;
import com.lealup.health.timeline.EntryType;
import com.lealup.health.timeline.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts changes of scores on the timeline, each with its reason. */
@Component
class ScoreEntries {

    private final Timeline timeline;
    private final JsonMapper mapper;

    ScoreEntries(Timeline timeline, JsonMapper mapper) {
        this.timeline = timeline;
        this.mapper = mapper;
    }

    void add(List<ScoreChanged> changes) {
        timeline.add(changes.stream().map(this::entry).toList());
    }

    private Entry entry(ScoreChanged change) {
        return new Entry(
                change.before().customer(),
                change.id(),
                EntryType.SCORE_CHANGE,
                change.at(),
                change.at(),
                json(change));
    }

    private String json(ScoreChanged change) {
        var data = mapper.createObjectNode();
        put(data, "score", change.after());
        put(data, "score_before", change.before().score());
        data.put("status", text(change.after()));
        data.put("status_before", text(change.before().score()));
        data.put("cause", change.explanation().cause().text());
        data.put("reason", change.sentence());
        return mapper.writeValueAsString(data);
    }

    private static void put(ObjectNode data, String name, @Nullable Score score) {
        data.put(name, score == null ? null : score.score());
    }

    private static @Nullable String text(@Nullable Score score) {
        return score == null || score.status() == null ? null : score.status().text();
    }
}
