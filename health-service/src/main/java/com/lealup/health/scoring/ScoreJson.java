package com.lealup.health.scoring;

import com.lealup.health.score.Contribution;
import com.lealup.health.score.DimensionName;
import com.lealup.health.score.DimensionValue;
import com.lealup.health.score.Part;
import com.lealup.health.score.Signal;
import com.lealup.health.score.Weight;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The lists inside a score, as the database keeps them: whole numbers, so that what is read is what was written. */
@Component
class ScoreJson {

    private final JsonMapper mapper;

    ScoreJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    private record Dimension(String name, @Nullable Long millionths, int tenThousandths) {}

    private record Share(String dimension, String signal, long units) {}

    /** One contribution, as history and timeline show it. */
    record Reason(String dimension, String signal, String cause, BigDecimal points) {

        static Reason of(Contribution contribution) {
            return new Reason(
                    contribution.dimension().value(),
                    contribution.signal().text(),
                    contribution.cause().text(),
                    BigDecimal.valueOf(contribution.hundredths(), 2));
        }
    }

    String dimensions(List<DimensionValue> values) {
        return mapper.writeValueAsString(values.stream()
                .map(value -> new Dimension(
                        value.name().value(), value.millionths(), value.weight().tenThousandths()))
                .toList());
    }

    List<DimensionValue> dimensions(String json) {
        return mapper.readValue(json, new TypeReference<List<Dimension>>() {}).stream()
                .map(dimension -> new DimensionValue(
                        new DimensionName(dimension.name()),
                        dimension.millionths(),
                        new Weight(dimension.tenThousandths())))
                .toList();
    }

    String parts(List<Part> parts) {
        return mapper.writeValueAsString(parts.stream()
                .map(part -> new Share(part.dimension().value(), part.signal().text(), part.units()))
                .toList());
    }

    List<Part> parts(String json) {
        return mapper.readValue(json, new TypeReference<List<Share>>() {}).stream()
                .map(share -> new Part(new DimensionName(share.dimension()), Signal.of(share.signal()), share.units()))
                .toList();
    }

    String contributions(List<Contribution> contributions) {
        return mapper.writeValueAsString(contributions.stream().map(Reason::of).toList());
    }

    List<Reason> contributions(String json) {
        return mapper.readValue(json, new TypeReference<List<Reason>>() {});
    }
}
