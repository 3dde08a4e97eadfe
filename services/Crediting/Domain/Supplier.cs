namespace Marketplace.Crediting.Domain;

/// <summary>A supplier as the catalogue knows it now: whether it may sell (CR-05c).</summary>
public sealed class Supplier
{
    public required Guid SupplierId { get; init; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    public string RegistrationPath { get; private set; } = "";

    public IReadOnlyList<Suspension> Suspensions { get; private set; } = [];

    public bool IsSuspendedOn(DateOnly day) =>
        Suspensions.Any(suspension => suspension.From <= day && (suspension.Until is null || day < suspension.Until));

    /// <summary>Takes over what a version says, unless it is older than what is known.</summary>
    public void Learn(long version, string name, string registrationPath, IReadOnlyList<Suspension> suspensions)
    {
        if (version > Version)
        {
            (Version, Name, RegistrationPath, Suspensions) = (version, name, registrationPath, suspensions);
        }
    }
}

/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it was active again; null while it is suspended.</param>
public sealed record Suspension(DateOnly From, DateOnly? Until);
