package dev.parlance.chat.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A line that the generator writes. One of the three is there.
 *
 * @param joined so many members have joined; the generator waits for any line before it goes on
 * @param outcome the job is done
 * @param error the job could not be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(@Nullable Integer joined, @Nullable Outcome outcome, @Nullable String error) {}
