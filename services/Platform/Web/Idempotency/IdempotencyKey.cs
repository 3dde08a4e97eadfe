using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Web;

/// <summary>
/// A request that was done, and its answer: stored with the effect, so that a repetition gets the answer and not a second effect.
/// </summary>
public sealed class IdempotencyKey
{
    /// <summary>Subject and organisation; another caller's keys are another's.</summary>
    public required string Caller { get; init; }

    /// <summary>The operationId of the endpoint.</summary>
    public required string Operation { get; init; }

    /// <summary>What the caller sent as Idempotency-Key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 over address and body.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The HTTP status code of the answer, always 2xx.</summary>
    public required int Status { get; init; }

    public string? Location { get; init; }

    /// <summary>The answer's JSON as it was sent.</summary>
    public required byte[] Body { get; init; }

    public string? ETag { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Adds the table to a model.</summary>
    public static void Configure(ModelBuilder model)
    {
        var keys = model.Entity<IdempotencyKey>();
        keys.ToTable("idempotency_keys");
        keys.HasKey(k => new { k.Caller, k.Operation, k.Key });
        keys.Property(k => k.Caller).HasMaxLength(300);
        keys.Property(k => k.Operation).HasMaxLength(100);
        keys.Property(k => k.Key).HasMaxLength(IdempotentRequest.KeyLengthMax);
        keys.Property(k => k.CreatedAt)
            .HasConversion(instant => instant.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
        keys.HasIndex(k => k.CreatedAt);
    }
}
