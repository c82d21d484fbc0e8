package dev.inlet.api;

import dev.inlet.access.Keys;
import dev.inlet.access.Rates;
import io.micronaut.context.annotation.Context;
import java.time.Clock;

/** What every request needs, whoever takes it: where one goes to hand something in. */
@Context
record Counter(
    ApiConfig config,
    ClientConfig client,
    Dialects dialects,
    Keys keys,
    Rates rates,
    Spools spools,
    Gate gate,
    Tally tally,
    Clock clock) {}
