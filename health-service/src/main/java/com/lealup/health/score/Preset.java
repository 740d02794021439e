package com.lealup.health.score;

import com.lealup.health.score.Fade.HalfLife;
import com.lealup.health.score.Fade.Window;
import com.lealup.health.score.HealthModel.Dimension;
import com.lealup.health.score.HealthModel.Missing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Models to start from. They differ in what the dimensions count for, not in how they are read. */
public enum Preset {
    /** The published one. */
    BALANCED(4000, 3000, 2000, 1000),
    /** For products that are bought and used without people: usage tells most. */
    PRODUCT_LED(6000, 1500, 1500, 1000),
    /** For accounts that are looked after in person. */
    HIGH_TOUCH(2500, 4000, 2000, 1500),
    /** For products where trouble shows in tickets first. */
    SUPPORT_HEAVY(3000, 2000, 4000, 1000);

    private static final Fade MONTH = new Window(28, 1);
    private static final Fade QUARTER = new Window(90, 30);

    private final int usage;
    private final int engagement;
    private final int support;
    private final int sentiment;

    /** Ten-thousandths. */
    Preset(int usage, int engagement, int support, int sentiment) {
        this.usage = usage;
        this.engagement = engagement;
        this.support = support;
        this.sentiment = sentiment;
    }

    /** As the API prints it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The model, as a workspace's first version. */
    public HealthModel model() {
        return new HealthModel(
                1,
                List.of(
                        dimension(DimensionName.USAGE, usage),
                        dimension(DimensionName.ENGAGEMENT, engagement),
                        dimension(DimensionName.SUPPORT, support),
                        dimension(DimensionName.SENTIMENT, sentiment)),
                Missing.NEUTRAL,
                new Bands(70, 50),
                Map.of());
    }

    /** How a dimension is read unless a workspace says otherwise; nothing for one of its own. */
    public static List<SignalRule> rules(String dimension) {
        return switch (dimension) {
            case "usage" -> usage();
            case "engagement" -> engagement();
            case "support" -> support();
            case "sentiment" -> sentiment();
            default -> List.of();
        };
    }

    /** Where a dimension starts unless a workspace says otherwise. No touch is logged yet: engagement starts lower. */
    public static BigDecimal prior(DimensionName dimension) {
        return BigDecimal.valueOf(dimension.equals(DimensionName.ENGAGEMENT) ? 40 : 50);
    }

    private static List<SignalRule> usage() {
        return List.of(
                SignalRule.of(Signal.RECENCY, "1", "10", "14", "0"),
                SignalRule.of(Signal.ACTIVE_DAYS, MONTH, "0", "0", "1", "2", "20", "16"),
                SignalRule.of(Signal.USER_DAYS, MONTH, "0", "0", "1", "1", "2", "1", "100", "12"),
                SignalRule.of(Signal.FEATURES, MONTH, "0", "0", "2", "1.75", "12", "8"),
                SignalRule.of(Signal.IDLE, "2", "0", "30", "50"));
    }

    private static List<SignalRule> engagement() {
        return List.of(
                SignalRule.of(Signal.TOUCH_RECENCY, "7", "15", "45", "0"),
                SignalRule.of(Signal.MEETINGS, QUARTER, "0", "0", "1", "12", "4", "25"),
                SignalRule.of(Signal.REPLIES, MONTH, "0", "0", "1", "5", "8", "20"),
                SignalRule.of(Signal.OUTREACH, MONTH, "0", "0", "4", "5"),
                SignalRule.of(Signal.SILENCE, "30", "0", "90", "30"));
    }

    private static List<SignalRule> support() {
        return List.of(
                SignalRule.of(Signal.OPEN_TICKETS, "0", "0", "2", "4", "5", "12", "10", "25", "30", "45"),
                SignalRule.of(Signal.ESCALATIONS, MONTH, "0", "0", "1", "15", "3", "30"),
                SignalRule.of(Signal.NEW_TICKETS, MONTH, "2", "0", "20", "15"),
                SignalRule.of(Signal.RESOLVED_TICKETS, QUARTER, "0", "0", "1", "10", "3", "25", "8", "40"));
    }

    private static List<SignalRule> sentiment() {
        return List.of(
                SignalRule.of(Signal.NPS, new HalfLife(45), "0", "0", "6", "30", "8", "60", "10", "100"),
                SignalRule.of(Signal.CSAT, new HalfLife(30), "1", "0", "3", "50", "5", "100"),
                SignalRule.of(Signal.CHURN_SIGNALS, new HalfLife(30), "0", "0", "1", "25", "3", "45"));
    }

    private static Dimension dimension(DimensionName name, int weight) {
        var prior = prior(name).movePointRight(6).longValueExact();
        return new Dimension(name, new Weight(weight), prior, rules(name.value()));
    }
}
