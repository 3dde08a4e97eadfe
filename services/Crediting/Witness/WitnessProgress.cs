using Marketplace.Platform.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Witness;

/// <summary>
/// How far the witness is behind, measured and part of the health of the process. It never makes the process less than ready: the ledger
/// goes on without its witness.
/// </summary>
public sealed class WitnessProgress : IHealthCheck
{
    readonly TimeProvider _clock;
    readonly IOptions<WitnessOptions> _options;
    DateTimeOffset? _oldest;

    public WitnessProgress(TimeProvider clock, IOptions<WitnessOptions> options)
    {
        (_clock, _options) = (clock, options);
        Telemetry.Meter.CreateObservableGauge("marketplace.witness.behind", () => Behind);
        Telemetry.Meter.CreateObservableGauge("marketplace.witness.age", () => Age.TotalSeconds, "s");
    }

    /// <summary>Signed heads that the witness has not got.</summary>
    public long Behind { get; private set; }

    /// <summary>Why witness and database can't both be right; null while they agree.</summary>
    public string? Contradiction { get; private set; }

    /// <summary>How long the oldest of the heads has waited.</summary>
    public TimeSpan Age => _oldest is { } oldest ? _clock.GetUtcNow() - oldest : TimeSpan.Zero;

    /// <summary>So many wait, the oldest since then.</summary>
    public void Note(long behind, DateTimeOffset? oldest) => (Behind, _oldest, Contradiction) = (behind, oldest, null);

    /// <summary>One of the two was changed.</summary>
    public void Contradict(string why) => Contradiction = why;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            Contradiction is not null ? HealthCheckResult.Degraded(Contradiction)
            : Age > _options.Value.LateAfter ? HealthCheckResult.Degraded($"{Behind} signed heads were not written to the witness.")
            : HealthCheckResult.Healthy());
}
