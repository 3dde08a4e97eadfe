namespace Marketplace.Routing.Network;

/// <summary>The ways between places.</summary>
public interface IRoads
{
    /// <summary>How many places there are; they are numbered from 0.</summary>
    int Places { get; }

    /// <summary>In metres.</summary>
    int Distance(int from, int to);

    /// <summary>In seconds.</summary>
    int Duration(int from, int to);
}
