using Microsoft.AspNetCore.Builder;

namespace Marketplace.Platform.Web;

/// <summary>A reading that the current state may forbid (409), such as the proof of what is not sealed yet.</summary>
sealed record ConflictingRead;

/// <summary>Says of readings that the current state may forbid them.</summary>
public static class MayConflictEndpoints
{
    /// <summary>Declares 409 in the document of a GET; commands have it anyway.</summary>
    public static RouteHandlerBuilder MayConflict(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new ConflictingRead());
}
