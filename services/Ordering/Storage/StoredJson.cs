using System.Text.Json;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Ordering.Storage;

/// <summary>Values that are always read and written whole stand in one text column, in the JSON in which they travel.</summary>
static class StoredJson
{
    static string Write<T>(T value) => JsonSerializer.Serialize(value, MessageTypes.Json);

    static T Read<T>(string stored) => JsonSerializer.Deserialize<T>(stored, MessageTypes.Json)!;

    /// <summary>Between a value and its column.</summary>
    public sealed class Converter<T>() : ValueConverter<T, string>(value => Write(value), stored => Read<T>(stored));

    /// <summary>These values are replaced, never changed inside: it is enough to compare references.</summary>
    public sealed class Comparer<T>() : ValueComparer<T>(
        (left, right) => ReferenceEquals(left, right), value => value!.GetHashCode(), value => value)
        where T : class;
}
