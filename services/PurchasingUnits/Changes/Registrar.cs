using System.Text.Json;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Changes;

/// <summary>Publishes changes of the registry and records them for the audit trail, in the transaction of the change.</summary>
public sealed class Registrar(UnitsDb db, Caller caller, TimeProvider clock)
{
    List<object>? _held;

    /// <summary>When the changes of this request are registered; to the millisecond, as it is stored.</summary>
    public DateTimeOffset Now { get; } = clock.NowToTheMillisecond();

    /// <summary>Who registers them: the subject of the token.</summary>
    public string By => caller.Subject;

    /// <summary>The region of the office of whoever registers them, "" for the nation's; null for others.</summary>
    public string? Office => caller.IsNational ? "" : caller.Region;

    /// <summary>Notes who changed what.</summary>
    /// <param name="regionPaths">The regions that the change concerns: their officials may read of it.</param>
    /// <param name="before">The thing as people saw it; null when it is new.</param>
    /// <param name="after">The thing as people see it now.</param>
    public void Record(
        RegistryKind kind, string objectId, long version, IEnumerable<string> regionPaths,
        object? before, object after, string? document) =>
        db.Add(new RegistryChange
        {
            At = Now,
            By = By,
            Kind = kind,
            ObjectId = objectId,
            Version = version,
            Document = document,
            RegionPaths = string.Join(' ', regionPaths.Distinct()),
            Before = before is null ? null : JsonSerializer.Serialize(before, before.GetType(), MessageTypes.Json),
            After = JsonSerializer.Serialize(after, after.GetType(), MessageTypes.Json),
        });

    /// <summary>Publishes a message, or keeps it while publishing is held.</summary>
    public void Publish(object message)
    {
        if (_held is null)
        {
            db.Publish(message);
        }
        else
        {
            _held.Add(message);
        }
    }

    /// <summary>Holds publishing until it is known whether the changes stay, as in a trial run.</summary>
    public void Hold() => _held = [];

    /// <summary>How much is held.</summary>
    internal int HeldCount => _held?.Count ?? 0;

    /// <summary>Forgets what was held after the first messages, since it was taken back.</summary>
    internal void HoldOnly(int first) => _held?.RemoveRange(first, _held.Count - first);

    /// <summary>Publishes what was held, since the changes stay.</summary>
    public void Release()
    {
        var held = _held ?? [];
        _held = null;
        held.ForEach(message => db.Publish(message));
    }
}
