#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace comention {

/// Repulsion of all pairs of bodies, force = mass * mass / distance, with far groups taken as one
/// body (Barnes and Hut 1986). Bodies stand in a balanced k-d tree with eight in a leaf; the eight
/// of a leaf walk the tree together, so a walk is paid once for eight and the arithmetic runs in
/// vector lanes. Rounding does not depend on the threads: a leaf is always one thread's work.
class BarnesHut {
 public:
  /// `theta`: a group is far when its extent is less than theta times its distance.
  BarnesHut(std::vector<float> masses, float theta);

  /// Sorts the bodies into the tree by where they are. Not needed before every call of `forces`:
  /// boxes and centres follow the bodies, an old order only makes boxes larger.
  void sort(std::span<const float> x, std::span<const float> y);

  /// Sets fx, fy to the repulsion on each body.
  void forces(std::span<const float> x, std::span<const float> y, unsigned threads,
              std::span<float> fx, std::span<float> fy);

 private:
  static constexpr std::size_t lanes = 8;

  struct Box {
    float left, right, bottom, top;
  };
  struct Node {
    std::uint32_t begin, end;  ///< its bodies in tree order
    std::uint32_t skip;        ///< the node after its last descendant
    float x, y, mass;          ///< centre of mass
    float extent;              ///< longer side of its box
    Box box;
  };
  struct Leaf {
    std::array<float, lanes> x, y, mass;
  };
  struct Sources {
    std::vector<float> x, y, mass;
    void clear();
    void add(float px, float py, float pmass);
  };

  void plan();
  void update(std::span<const float> x, std::span<const float> y);
  void gather(const Box& box, Sources& sources) const;
  void forces_on_leaf(std::size_t leaf, Sources& sources, std::span<float> fx,
                      std::span<float> fy) const;

  std::vector<float> masses_;
  float theta_;
  std::vector<std::uint32_t> order_;  ///< bodies in tree order
  std::vector<Node> nodes_;           ///< parents before children
  std::vector<std::uint32_t> leaf_nodes_;
  std::vector<Leaf> leaves_;  ///< the bodies again, as lanes; empty lanes have mass 0
};

}  // namespace comention
