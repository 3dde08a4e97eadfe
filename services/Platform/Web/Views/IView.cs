namespace Marketplace.Platform.Web;

/// <summary>A view with members that not everybody sees (<see cref="SeenByAttribute"/>).</summary>
public interface IView
{
    /// <summary>As what the caller sees it; nothing sensitive is shown while nobody has said so. Never part of the answer itself.</summary>
    Viewers SeenAs { get; }
}
