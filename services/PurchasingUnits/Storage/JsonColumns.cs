using System.Text.Json;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Short lists that are read and written whole, as a text of JSON.</summary>
static class JsonColumns
{
    public static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property)
        where T : class => property.HasConversion(
            list => JsonSerializer.Serialize(list, MessageTypes.Json),
            text => JsonSerializer.Deserialize<List<T>>(text, MessageTypes.Json)!,
            ByElements<T>());

    public static ComplexTypePropertyBuilder<IReadOnlyList<T>> AsJson<T>(this ComplexTypePropertyBuilder<IReadOnlyList<T>> property)
        where T : class => property.HasConversion(
            list => JsonSerializer.Serialize(list, MessageTypes.Json),
            text => JsonSerializer.Deserialize<List<T>>(text, MessageTypes.Json)!,
            ByElements<T>());

    static ValueComparer<IReadOnlyList<T>> ByElements<T>()
        where T : class => new(
            (left, right) => left!.SequenceEqual(right!),
            list => list.Aggregate(0, (hash, element) => HashCode.Combine(hash, element)),
            list => list);
}
