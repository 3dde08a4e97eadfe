using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Crediting.Domain;

/// <summary>A supplier as the catalogue knows it now: whether it may sell (CR-05c).</summary>
public sealed class Supplier
{
    public required Guid SupplierId { get; init; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name in the form in which it is compared with what ledgers say.</summary>
    public string NameForm { get => NormalForm.Of(Name); private set { } }

    /// <summary>An agent sells for principals only (CR-05g); no supplier becomes one or ceases to be one.</summary>
    public SupplierType Type { get; private set; }

    public string RegistrationPath { get; private set; } = "";

    public IReadOnlyList<Suspension> Suspensions { get; private set; } = [];

    /// <summary>Why it could not sell on the day; null when it could. A removal says more than a suspension.</summary>
    public Suspension? SuspensionOn(DateOnly day) => Suspensions
        .Where(suspension => suspension.From <= day && (suspension.Until is null || day < suspension.Until))
        .OrderByDescending(suspension => suspension.IsRemoval).FirstOrDefault();

    /// <summary>Takes over what a version says, unless it is older than what is known.</summary>
    public void Learn(long version, string name, SupplierType type, string registrationPath, IReadOnlyList<Suspension> suspensions)
    {
        if (version > Version)
        {
            (Version, Name, Type, RegistrationPath, Suspensions) = (version, name, type, registrationPath, suspensions);
        }
    }
}

/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it may sell again; null while nobody knows.</param>
/// <param name="IsRemoval">It was removed, and not only suspended.</param>
public sealed record Suspension(DateOnly From, DateOnly? Until, bool IsRemoval = false);
